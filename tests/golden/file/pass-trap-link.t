# The target of a link is judged, and named.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/issue, type: symlink, mode: "0777", uid: 0, gid: 0, target: ../usr/lib/issue}
    - {path: /usr/lib/issue, type: file, mode: "0644", uid: 0, gid: 0}
check:
  file: {path: /etc/issue, without-bits: "0133"}
expect: {outcome: pass, object: /etc/issue, observed: "through a link to /usr/lib/issue"}
