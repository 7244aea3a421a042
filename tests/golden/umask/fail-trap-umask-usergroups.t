# ... and opens it for the group, where each user has one.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/login.defs, type: file}
    - {path: /etc/pam.d/login, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        UMASK 027
        USERGROUPS_ENAB yes
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        session optional pam_umask.so
check:
  umask: {mask: "0027"}
expect: {outcome: fail, observed: "0007"}
