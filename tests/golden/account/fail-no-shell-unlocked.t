# Nobody can log in there, but somebody has a password.
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
    - {name: svc, uid: 500, gid: 500, shell: /usr/sbin/nologin, password: yescrypt}
check:
  account: {select: no-shell, except: [root], password: [locked, none]}
expect: {outcome: fail, object: svc, observed: password yescrypt}
