# A folder of somebody else.
evidence:
  file:
    - {path: /usr, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/sbin, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /usr/games, type: directory, mode: "755", uid: 1000, gid: 0}
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        if [ -d /usr/games ]; then
          PATH=$PATH:/usr/games
        fi
check:
  login-path: {mask: "0022"}
expect: {outcome: fail, object: /usr/games, expected: "root's", observed: "uid 1000"}
