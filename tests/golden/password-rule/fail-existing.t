# The default is right; an account that was there before is not.
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
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt, max_days: 99999}
check:
  password-rule: {rule: max-days, at-least: 1, at-most: 365}
expect: {outcome: fail, object: alice, observed: "99999"}
