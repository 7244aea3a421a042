# The folder is read first: the main file wins, other than systemd's.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/security/pwquality.conf.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/security/pwquality.conf, type: file}
    - {path: /etc/security/pwquality.conf.d/50.conf, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password requisite pam_pwquality.so local_users_only
        password required pam_unix.so
    - path: /etc/security/pwquality.conf
      truncated: 0
      content: |
        # length
        minlen = 8
    - path: /etc/security/pwquality.conf.d/50.conf
      truncated: 0
      content: |
        minlen = 14
check:
  setting: {format: pwquality, key: minlen, at-least: 14}
expect: {outcome: fail, observed: "8", setting: "set 8 at /etc/security/pwquality.conf:2"}
