# A person may have a shell.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UID_MIN 1000
  account:
    - {name: alice, uid: 1500, gid: 1500, shell: /bin/sh}
check:
  account: {select: system, login: false}
expect: {outcome: pass}
