# Nothing says how passwords are kept; versions of shadow-utils differ.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UMASK 027
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: algorithm, one-of: [SHA512]}
expect: {outcome: missing, reason: ENCRYPT_METHOD}
