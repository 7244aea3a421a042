# shadow knows no comment behind a value: this is no number, and the default switches the rule off.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "PASS_MAX_DAYS 365 # one year\n", truncated: 0}
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: max-days, at-least: 1, at-most: 365}
expect: {outcome: fail, observed: "365 # one year (/etc/login.defs:1)"}
