# A setuid bit nobody asked for.
evidence:
  file:
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin/ping, type: file, mode: "104755", uid: 0, gid: 0}
check:
  file: {path: /usr/bin/ping, mode: "0755"}
expect: {outcome: fail, object: /usr/bin/ping, expected: mode 0755, observed: mode 4755, total: 1}
