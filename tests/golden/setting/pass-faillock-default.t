# pam_faillock locks after three without being told.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_faillock.so preauth silent
        auth sufficient pam_unix.so
        auth required pam_faillock.so authfail
check:
  setting: {format: faillock, key: deny, at-least: 1, at-most: 5}
expect: {outcome: pass, setting: pam_faillock}
