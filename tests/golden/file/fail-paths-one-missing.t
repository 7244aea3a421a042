# Several paths; one is not there.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/a, type: file, mode: "0600", uid: 0, gid: 0}
check:
  file: {paths: [/etc/a, /etc/b], owner: root}
expect: {outcome: fail, object: /etc/b, observed: not there, total: 1}
