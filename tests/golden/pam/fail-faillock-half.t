# Failures are never counted.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_faillock.so preauth
        auth sufficient pam_unix.so
        auth required pam_deny.so
        account required pam_faillock.so
check:
  pam: {services: [system-auth], type: [auth, account], module: pam_faillock.so, lines: [preauth, authfail]}
expect: {outcome: fail, object: "system-auth: pam_faillock.so", expected: authfail, observed: no line with it is reached}
