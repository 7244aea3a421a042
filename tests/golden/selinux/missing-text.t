# The file was not read.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
check:
  selinux: {mode: enforcing}
expect: {outcome: missing, reason: /etc/selinux/config}
