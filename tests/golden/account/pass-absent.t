# The account that must not be there is not.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, password: locked}
check:
  account: {name: ftp, present: false}
expect: {outcome: pass, object: ftp}
