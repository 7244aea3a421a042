# What authselect wrote is behind links.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/authselect, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: symlink, target: /etc/authselect/system-auth}
    - {path: /etc/authselect/system-auth, type: file}
  text:
    - path: /etc/authselect/system-auth
      truncated: 0
      content: |
        auth required pam_env.so
        auth sufficient pam_unix.so
        auth required pam_deny.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so}
expect: {outcome: pass, observed: "/etc/pam.d/system-auth:2"}
