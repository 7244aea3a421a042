# One of the files does not have it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/a.conf, type: file}
    - {path: /etc/b.conf, type: file}
  text:
    - {path: /etc/a.conf, content: "yes\n", truncated: 0}
    - {path: /etc/b.conf, content: "no\n", truncated: 0}
check:
  line: {path: /etc/*.conf, match: "^yes$", in: each}
expect: {outcome: fail, object: /etc/b.conf, observed: no such line, total: 1}
