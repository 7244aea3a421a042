# One of the globs matches.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "m=abc\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/a.conf, key: m, forbidden: [x*, "a*"]}
expect: {outcome: fail, expected: "none of x*, a*"}
