# Wildcards stop at a slash, and leave hidden names out.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/d/c, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/d/a, type: file, mode: "0600", uid: 1, gid: 0}
    - {path: /etc/d/.b, type: file, mode: "0600", uid: 1, gid: 0}
    - {path: /etc/d/c/e, type: file, mode: "0600", uid: 1, gid: 0}
check:
  file: {paths: ["/etc/d/*"], owner: root}
expect: {outcome: fail, object: /etc/d/a, total: 1}
