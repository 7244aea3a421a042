# The mode is the one asked for.
evidence:
  file:
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin/ping, type: file, mode: "0755", uid: 0, gid: 0}
check:
  file: {path: /usr/bin/ping, mode: "0755", owner: 0, group: 0}
expect: {outcome: pass, object: /usr/bin/ping, observed: mode 0755}
