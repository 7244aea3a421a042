# A branch for a folder that is not there is not taken.
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
        PATH=/usr/bin
        if [ -d /etc/games ]; then
          PATH=$PATH:/etc/games
        fi
check:
  login-path: {mask: "0022"}
expect: {outcome: pass}
