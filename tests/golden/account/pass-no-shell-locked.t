# Without a shell and without a password.
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
    - {name: svc, uid: 500, gid: 500, shell: /usr/sbin/nologin, password: locked}
    - {name: alice, uid: 1000, gid: 1000, shell: /bin/bash, password: yescrypt}
check:
  account: {select: no-shell, except: [root], password: [locked, none]}
expect: {outcome: pass, observed: 1 accounts looked at}
