# A branch that may be taken is looser.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        if [ "$UID" -gt 199 ]; then
          umask 002
        else
          umask 027
        fi
check:
  umask: {mask: "0027"}
expect: {outcome: fail, observed: "0002 or 0027"}
