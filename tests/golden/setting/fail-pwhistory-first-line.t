# Of two lines the first is found.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/security/pwhistory.conf, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password required pam_pwhistory.so use_authtok
    - path: /etc/security/pwhistory.conf
      truncated: 0
      content: |
        remember = 5
        remember = 24
check:
  setting: {format: pwhistory, key: remember, at-least: 24}
expect: {outcome: fail, setting: "set 5 at /etc/security/pwhistory.conf:1"}
