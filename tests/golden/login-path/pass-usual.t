# Folders of the system.
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
        PATH=/usr/sbin:/usr/bin
        export PATH
check:
  login-path: {mask: "0022"}
expect: {outcome: pass, observed: 2 entries looked at, setting: "root: PATH: set /usr/sbin at /etc/profile:1"}
