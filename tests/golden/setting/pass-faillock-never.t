# An account that is never unlocked is locked longest.
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
        unlock_time = never
check:
  setting: {format: faillock, key: unlock_time, pattern: "^(0|9[0-9][0-9]|[1-9][0-9]{3,})$"}
expect: {outcome: pass, setting: "set 0 at /etc/security/faillock.conf:1"}
