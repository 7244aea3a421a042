# Another one; the image's name of it is told.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/x, type: file, mode: "0600", uid: 990, gid: 4}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  file: {path: /etc/x, owner: root}
expect: {outcome: fail, expected: owner root, observed: "owner 990 (chrony)"}
