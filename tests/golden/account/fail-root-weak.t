# root has a password that is soon guessed.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, password: md5}
check:
  account: {name: root, password: [locked, yescrypt, sha512]}
expect: {outcome: fail, object: root, observed: password md5}
