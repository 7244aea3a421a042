# A python that does not tell its version.
evidence:
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/python3, type: file, mode: "0755", uid: 0, gid: 0}
check:
  agent-needs: {python-modules: [yaml]}
expect: {outcome: missing, reason: does not tell its version}
