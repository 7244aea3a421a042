# Nothing sets it: the manager's.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        PATH=/usr/bin
check:
  umask: {mask: "0027"}
expect: {outcome: fail, observed: "0022 (nothing sets it)"}
