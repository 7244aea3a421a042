# root is never locked.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/security/faillock.conf, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_faillock.so preauth silent
        auth sufficient pam_unix.so
        auth required pam_faillock.so authfail
    - path: /etc/security/faillock.conf
      truncated: 0
      content: |
        unlock_time = 900
check:
  setting: {format: faillock, key: root_unlock_time, at-least: 60}
expect: {outcome: fail}
