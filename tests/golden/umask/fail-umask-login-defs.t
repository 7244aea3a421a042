# The shell closes it, but accounts are made by another one.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UMASK 022
    - path: /etc/profile
      truncated: 0
      content: |
        umask 027
check:
  umask: {mask: "0027", login-defs: true}
expect: {outcome: fail, object: "login.defs: UMASK", observed: "022 (/etc/login.defs:1)"}
