# Only root is uid 0.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, home: /root, shell: /bin/bash, password: locked}
    - {name: bin, uid: 1, gid: 1, home: /bin, shell: /usr/sbin/nologin, password: locked}
check:
  account: {uid: 0, only: [root]}
expect: {outcome: pass}
