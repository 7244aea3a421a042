# What Fedora writes is for a umask of 0, and for shells that are no login.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile.d, type: directory}
    - {path: /etc/profile, type: file}
    - {path: /etc/profile.d/z.sh, type: file}
    - {path: /etc/bashrc, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        if [ `umask` -eq 0 ]; then
          umask 022
        fi
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
    - path: /etc/profile.d/z.sh
      truncated: 0
      content: |
        umask 027
    - path: /etc/bashrc
      truncated: 0
      content: |
        if ! shopt -q login_shell ; then
          [ `umask` -eq 0 ] && umask 022
          for i in /etc/profile.d/*.sh; do . "$i"; done
        fi
check:
  umask: {mask: "0027"}
expect: {outcome: pass, observed: "0027 (/etc/profile.d/z.sh:1)"}
