# The public halves of the keys that sshd_config names.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /etc/ssh/own_key, type: file, mode: "0600", uid: 0, gid: 0}
    - {path: /etc/ssh/own_key.pub, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "HostKey /etc/ssh/own_key\n"}
  account:
    - {name: root, uid: 0, gid: 0}
    - {name: chrony, uid: 990, gid: 990}
  group_:
    - {name: root, gid: 0}
    - {name: adm, gid: 4}
    - {name: ssh_keys, gid: 101}
check:
  file: {of: sshd-public-host-keys, optional: true, owner: root, group: root, without-bits: "0133"}
expect: {outcome: pass, object: /etc/ssh/own_key.pub, total: 1}
