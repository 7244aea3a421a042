# Four negative credits ask for four classes.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/security/pwquality.conf, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password requisite pam_pwquality.so local_users_only
        password required pam_unix.so
    - path: /etc/security/pwquality.conf
      truncated: 0
      content: |
        dcredit = -1
        ucredit = -1
        lcredit = -1
        ocredit = -2
check:
  setting: {format: pwquality, key: minclass, at-least: 4}
expect: {outcome: pass}
