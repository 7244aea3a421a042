# Two colons are the folder one happens to be in.
evidence:
  file:
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        PATH=/usr/bin::/usr/sbin
check:
  login-path: {mask: "0022"}
expect: {outcome: fail, object: PATH, expected: no empty entry}
