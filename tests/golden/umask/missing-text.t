# The profile was not read.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
check:
  umask: {mask: "0027"}
expect: {outcome: missing, reason: /etc/profile}
