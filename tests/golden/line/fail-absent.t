# A line that must not be there, with its number.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sudoers, type: file}
  text:
    - {path: /etc/sudoers, content: "root ALL=(ALL) ALL\n%x ALL=(ALL) NOPASSWD: ALL\n", truncated: 0}
check:
  line: {path: /etc/sudoers, absent: NOPASSWD}
expect: {outcome: fail, object: /etc/sudoers, observed: "line 2: %x ALL=(ALL) NOPASSWD: ALL", total: 1}
