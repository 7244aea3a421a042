# No python at all.
evidence:
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
check:
  agent-needs: {python-modules: [yaml]}
expect: {outcome: fail, observed: there is no /usr/bin/python3}
