# nologin is no shell to log in with, though /etc/shells has it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
  text:
    - path: /etc/shells
      truncated: 0
      content: |
        /bin/bash
        /usr/sbin/nologin
  account:
    - {name: bin, uid: 1, gid: 1, shell: /usr/sbin/nologin}
check:
  account: {select: system, login: false}
expect: {outcome: pass}
