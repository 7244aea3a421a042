# What sudo runs has a folder in its PATH that is not there; blanks and quotes are sudoers'.
evidence:
  file:
    - {path: /, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /etc, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /etc/profile, type: file, mode: "644", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "440", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
  text:
    - {path: /etc/profile, content: "PATH=/usr/bin\n", truncated: 0}
    - {path: /etc/sudoers, content: "Defaults   env_reset, secure_path = \"/usr/bin:/opt/none\"\n", truncated: 0}
check:
  login-path: {mask: "0022"}
expect: {outcome: fail, object: /opt/none}
