# profile.d runs after /etc/profile has set its own.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile.d, type: directory}
    - {path: /etc/profile, type: file}
    - {path: /etc/profile.d/z.sh, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        umask 022
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
check:
  umask: {mask: "0027"}
expect: {outcome: pass, object: "login shell: umask", observed: "0027 (/etc/profile.d/z.sh:1)"}
