# Letters instead of numbers, from what was before.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        umask g-w,o-rwx
check:
  umask: {mask: "0027"}
expect: {outcome: pass, observed: "0027"}
