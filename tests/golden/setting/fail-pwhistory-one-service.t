# The other service has a line of its own.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/pam.d/password-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password required pam_pwhistory.so use_authtok remember=24
    - path: /etc/pam.d/password-auth
      truncated: 0
      content: |
        password required pam_pwhistory.so remember=10
check:
  setting: {format: pwhistory, key: remember, at-least: 24}
expect: {outcome: fail, observed: "10"}
