# ... its mode, not the link's.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/issue, type: symlink, mode: "0777", uid: 0, gid: 0, target: ../usr/lib/issue}
    - {path: /usr/lib/issue, type: file, mode: "0664", uid: 0, gid: 0}
check:
  file: {path: /etc/issue, without-bits: "0133"}
expect: {outcome: fail, object: /etc/issue, observed: mode 0664}
