# Key and value with white space between.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "#PASS_MAX_DAYS 99999\nPASS_MAX_DAYS\t 365\nPASS_MAX_DAYS_X 1\n", truncated: 0}
check:
  setting: {path: /etc/login.defs, key: PASS_MAX_DAYS, separator: space, at-most: 365}
expect: {outcome: pass, object: PASS_MAX_DAYS, observed: "365 (/etc/login.defs:2)"}
