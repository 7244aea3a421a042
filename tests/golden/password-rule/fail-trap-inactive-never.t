# -1 is never.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
    - {path: /etc/default/useradd, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UMASK 027
    - path: /etc/default/useradd
      truncated: 0
      content: "INACTIVE=-1\n"
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
check:
  password-rule: {rule: inactive-days, at-least: 0, at-most: 45}
expect: {outcome: fail, object: INACTIVE, observed: "-1 (/etc/default/useradd:1)"}
