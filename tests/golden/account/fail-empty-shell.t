# An empty field is /bin/sh.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
  text:
    - path: /etc/shells
      truncated: 0
      content: |
        /bin/sh
  account:
    - {name: bin, uid: 1, gid: 1, shell: ""}
check:
  account: {select: system, login: false}
expect: {outcome: fail, object: bin, observed: "shell /bin/sh"}
