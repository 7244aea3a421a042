# The account that has to be there is not.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, password: locked}
check:
  account: {name: chrony, password: locked}
expect: {outcome: fail, object: chrony, expected: an account, observed: there is none}
