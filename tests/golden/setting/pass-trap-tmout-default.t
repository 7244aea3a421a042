# An expansion that sets it where it is not set.
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
        : ${TMOUT:=900}
        readonly TMOUT; export TMOUT
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900, readonly: true, exported: true}
expect: {outcome: pass, setting: "set 900 at /etc/profile.d/a.sh:1"}
