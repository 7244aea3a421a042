# root never had a password, and 99999 days are nothing to it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        PASS_MAX_DAYS 365
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: max-days, at-least: 1, at-most: 365}
expect: {outcome: pass, object: accounts, observed: 0 with a password, setting: "PASS_MAX_DAYS: set 365 at /etc/login.defs:1"}
