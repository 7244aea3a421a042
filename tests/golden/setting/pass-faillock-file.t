# No argument: the file holds.
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
        deny=5
check:
  setting: {format: faillock, key: deny, at-least: 1, at-most: 5}
expect: {outcome: pass, setting: "set 5 at /etc/security/faillock.conf:1"}
