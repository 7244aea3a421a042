# Everything belongs to somebody.
evidence:
  file:
    - {path: /srv, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /srv/x, type: file, mode: "0644", uid: 990, gid: 101}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  files: {known-owners: true}
expect: {outcome: pass}
