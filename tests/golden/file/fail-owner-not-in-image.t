# A name that the image does not have is nobody.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 0, gid: 0}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  file: {path: /etc/x, owner: nobody-there}
expect: {outcome: fail, expected: owner nobody-there, observed: owner 0}
