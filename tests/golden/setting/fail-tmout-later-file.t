# A later file takes it back.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile.d, type: directory}
    - {path: /etc/profile, type: file}
    - {path: /etc/profile.d/a.sh, type: file}
    - {path: /etc/profile.d/b.sh, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        for i in /etc/profile.d/*.sh; do
          if [ -r "$i" ]; then
            . "$i" >/dev/null
          fi
        done
        if [ -n "${BASH_VERSION-}" ]; then
          if [ -f /etc/bashrc ]; then
            . /etc/bashrc
          fi
        fi
    - path: /etc/profile.d/a.sh
      truncated: 0
      content: |
        TMOUT=900
    - path: /etc/profile.d/b.sh
      truncated: 0
      content: |
        TMOUT=0
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900}
expect: {outcome: fail, setting: "over /etc/profile.d/a.sh:1"}
