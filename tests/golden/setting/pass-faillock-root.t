# root is locked as everybody.
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
        even_deny_root
check:
  setting: {format: faillock, key: root_unlock_time, at-least: 60}
expect: {outcome: pass, setting: "set 900 at /etc/security/faillock.conf:2"}
