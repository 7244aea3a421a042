# People are from 1000 on; nobody is no person.
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: root, uid: 0, gid: 0, password: empty}
    - {name: alice, uid: 1000, gid: 1000, password: md5}
    - {name: nobody, uid: 65534, gid: 65534, password: none}
check:
  account: {select: people, password: [yescrypt, locked]}
expect: {outcome: fail, object: alice, expected: "password yescrypt, locked", observed: password md5, total: 1}
