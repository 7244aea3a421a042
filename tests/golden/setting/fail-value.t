# The number is too large, and the file that says so is named.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "PASS_MAX_DAYS 99999\n", truncated: 0}
check:
  setting: {path: /etc/login.defs, key: PASS_MAX_DAYS, separator: space, at-most: 365}
expect: {outcome: fail, expected: at most 365, observed: "99999 (/etc/login.defs:1)"}
