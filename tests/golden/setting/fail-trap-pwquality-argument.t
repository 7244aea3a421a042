# An argument of the line beats both.
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
        password requisite pam_pwquality.so minlen=8
    - path: /etc/security/pwquality.conf
      truncated: 0
      content: |
        minlen = 14
check:
  setting: {format: pwquality, key: minlen, at-least: 14}
expect: {outcome: fail, setting: "set 8 at /etc/pam.d/system-auth:1"}
