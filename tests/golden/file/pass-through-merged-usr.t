# /bin is a link, and what is behind it is looked at.
evidence:
  file:
    - {path: /bin, type: symlink, mode: "777", target: usr/bin}
    - {path: /usr, type: directory, mode: "755"}
    - {path: /usr/bin, type: directory, mode: "755"}
    - {path: /usr/bin/bash, type: file, mode: "755", uid: 0, gid: 0}
check:
  file: {path: /bin/bash, type: file, mode: "0755"}
expect: {outcome: pass}
