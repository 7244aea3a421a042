# Without a file there is no line, and also no proof that one is absent.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  line: {path: /etc/sudoers, absent: NOPASSWD}
expect: {outcome: fail, object: /etc/sudoers, observed: there is no such file}
