# The line's 24 beats the file's 5.
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
        password required pam_pwhistory.so use_authtok remember=24
    - path: /etc/security/pwhistory.conf
      truncated: 0
      content: |
        remember = 5
check:
  setting: {format: pwhistory, key: remember, at-least: 24}
expect: {outcome: pass, setting: "set 24 at /etc/pam.d/system-auth:1"}
