# UID_MIN says who is a person.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UID_MIN 2000
  account:
    - {name: svc, uid: 1500, gid: 1500, shell: /bin/sh}
check:
  account: {select: system, login: false}
expect: {outcome: fail, object: svc, expected: no shell to log in with, observed: shell /bin/sh}
