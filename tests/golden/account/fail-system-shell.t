# A system account that can log in.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, shell: /bin/bash, password: locked}
    - {name: sync, uid: 5, gid: 0, shell: /bin/sync, password: locked}
    - {name: games, uid: 12, gid: 100, shell: /bin/bash, password: locked}
    - {name: alice, uid: 1000, gid: 1000, shell: /bin/bash, password: locked}
check:
  account: {select: system, except: [sync], shell: "/(nologin|false)$"}
expect: {outcome: fail, object: games, observed: shell /bin/bash, total: 1}
