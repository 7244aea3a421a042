# A file that no login shell reads.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile.d, type: directory}
    - {path: /etc/profile, type: file}
    - {path: /etc/profile.d/a.sh, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        umask 027
    - path: /etc/profile.d/a.sh
      truncated: 0
      content: |
        declare -rx TMOUT=900
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900, readonly: true, exported: true}
expect: {outcome: fail}
