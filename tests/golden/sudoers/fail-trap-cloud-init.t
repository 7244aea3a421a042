# ... and the machine, where it has.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/90-cloud-init-users, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "root ALL=(ALL) ALL\n@includedir /etc/sudoers.d\n"}
    - {path: /etc/sudoers.d/90-cloud-init-users, truncated: 0, content: "# Created by cloud-init\nazureuser ALL=(ALL) NOPASSWD:ALL\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: fail, object: "/etc/sudoers.d/90-cloud-init-users:2", observed: "azureuser ALL=(ALL) NOPASSWD:ALL", total: 1}
