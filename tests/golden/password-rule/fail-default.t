# Accounts to come live for ever.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        PASS_MAX_DAYS 99999
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: max-days, at-least: 1, at-most: 365}
expect: {outcome: fail, object: PASS_MAX_DAYS, observed: "99999 (/etc/login.defs:1)"}
