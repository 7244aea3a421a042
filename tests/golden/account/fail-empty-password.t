# An account anyone can enter.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, password: empty}
check:
  account: {select: all, password-not: [empty, none]}
expect: {outcome: fail, object: root, expected: "password not empty, none", observed: password empty}
