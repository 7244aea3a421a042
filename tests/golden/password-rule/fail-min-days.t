# May be changed back at once.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        PASS_MIN_DAYS 0
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: min-days, at-least: 1}
expect: {outcome: fail, object: PASS_MIN_DAYS, observed: "0 (/etc/login.defs:1)"}
