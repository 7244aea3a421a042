# What is behind the end of what was kept is not known.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sudoers, type: file}
  text:
    - {path: /etc/sudoers, content: "root ALL=(ALL) ALL\n", truncated: 1}
check:
  line: {path: /etc/sudoers, absent: NOPASSWD}
expect: {outcome: missing, reason: /etc/sudoers}
