# What was unpacked from an archive has no owner.
evidence:
  file:
    - {path: /srv/x, type: file, mode: "0644"}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  files: {known-owners: true}
expect: {outcome: missing, reason: "/srv/x: its owner is not in the evidence"}
