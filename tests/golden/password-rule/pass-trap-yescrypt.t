# yescrypt is a hash that CIS takes.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        ENCRYPT_METHOD YESCRYPT
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt}
check:
  password-rule: {rule: algorithm, one-of: [YESCRYPT, SHA512]}
expect: {outcome: pass, observed: "YESCRYPT (/etc/login.defs:1)"}
