# Before and after the password, as pam_faillock(8) wants it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth        required      pam_env.so
        auth        required      pam_faillock.so preauth silent
        auth        sufficient    pam_unix.so
        auth        required      pam_faillock.so authfail
        auth        required      pam_deny.so
        account     required      pam_faillock.so
        account     required      pam_unix.so
check:
  pam: {services: [system-auth], type: [auth, account], module: pam_faillock.so, lines: [preauth, authfail]}
expect: {outcome: pass, observed: "required pam_faillock.so preauth silent (/etc/pam.d/system-auth:2)"}
