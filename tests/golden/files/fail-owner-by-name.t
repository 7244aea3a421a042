# All of them, by name.
evidence:
  file:
    - {path: /srv/x, type: file, mode: "0600", uid: 0, gid: 0}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  files: {match: ["/srv/*"], owner: chrony}
expect: {outcome: fail, object: /srv/x, expected: owner chrony, observed: "owner 0 (root)"}
