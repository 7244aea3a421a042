# A folder that somebody may make.
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
        PATH="/usr/bin:/opt/tools"
check:
  login-path: {mask: "0022"}
expect: {outcome: fail, object: /opt/tools, observed: "not there (/etc/profile:1)"}
