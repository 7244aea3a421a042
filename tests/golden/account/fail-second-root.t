# Another name for root.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, home: /root, shell: /bin/bash, password: locked}
    - {name: toor, uid: 0, gid: 0, home: /root, shell: /bin/bash, password: sha512}
check:
  account: {uid: 0, only: [root]}
expect: {outcome: fail, object: toor, expected: no account but root, observed: uid 0, total: 1}
