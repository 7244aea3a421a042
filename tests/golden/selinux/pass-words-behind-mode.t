# White space before the word and a comment behind it are no fault to libselinux.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "SELINUX= enforcing   # as it was\n", truncated: 0}
check:
  selinux: {mode: enforcing}
expect: {outcome: pass}
