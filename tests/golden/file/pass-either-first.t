# The first of the two.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/k, type: file, mode: "0600", uid: 0, gid: 0}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  file: {path: /etc/ssh/k, either: ["root:root:0177", "root:ssh_keys:0137"]}
expect: {outcome: pass}
