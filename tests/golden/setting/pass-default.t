# Nothing sets it, and what the program does then is right.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  setting: {path: /etc/a.conf, key: x, equals: "no", default: "no"}
expect: {outcome: pass, observed: "no (not set, and this is the default)"}
