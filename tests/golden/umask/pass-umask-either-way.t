# Both branches are tight, and one of them is taken.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        if [ "$UID" -gt 199 ]; then
          umask 027
        else
          umask 077
        fi
check:
  umask: {mask: "0027"}
expect: {outcome: pass, observed: "0027 or 0077"}
