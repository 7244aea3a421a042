# The file is there, its contents were not kept.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sudoers, type: file}
check:
  line: {path: /etc/sudoers, absent: NOPASSWD}
expect: {outcome: missing, reason: "the contents of /etc/sudoers are not (whole) in the evidence"}
