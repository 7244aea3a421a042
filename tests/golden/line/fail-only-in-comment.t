# A comment says nothing.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sudoers, type: file}
  text:
    - {path: /etc/sudoers, content: "# Defaults use_pty\n", truncated: 0}
check:
  line: {path: /etc/sudoers, match: "Defaults use_pty"}
expect: {outcome: fail, object: /etc/sudoers, expected: a line matching, observed: no such line in 1 file}
