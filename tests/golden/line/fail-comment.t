# Where comments count, one can be a fault.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/issue, type: file}
  text:
    - {path: /etc/issue, content: "; secret\n", truncated: 0}
check:
  line: {path: /etc/issue, absent: secret, comments: true}
expect: {outcome: fail, object: /etc/issue, observed: "line 1: ; secret"}
