# The suite says that the file need not be there.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  line: {path: /etc/sudoers.d/*, absent: NOPASSWD, absent-ok: true}
expect: {outcome: pass}
