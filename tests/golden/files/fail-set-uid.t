# One more than is known.
evidence:
  file:
    - {path: /usr/bin/sudo, type: file, mode: "4111", uid: 0, gid: 0}
    - {path: /opt/x/helper, type: file, mode: "2755", uid: 0, gid: 0}
check:
  files: {type: file, without-bits: "6000", allowed: [/usr/bin/sudo]}
expect: {outcome: fail, object: /opt/x/helper, expected: none of the bits 6000, observed: mode 2755, total: 1}
