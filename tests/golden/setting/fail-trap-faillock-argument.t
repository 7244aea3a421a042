# The line says 10 where the file says 5.
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
        auth required pam_faillock.so preauth deny=10
        auth sufficient pam_unix.so
    - path: /etc/security/faillock.conf
      truncated: 0
      content: |
        deny = 5
check:
  setting: {format: faillock, key: deny, at-least: 1, at-most: 5}
expect: {outcome: fail, setting: "set 10 at /etc/pam.d/system-auth:1"}
