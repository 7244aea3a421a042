# Who group 101 is, is not known without accounts.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/k, type: file, mode: "0640", uid: 0, gid: 101}
check:
  file: {path: /etc/ssh/k, either: ["root:root:0177", "root:ssh_keys:0137"]}
expect: {outcome: missing}
