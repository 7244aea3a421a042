# A comment is no line.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        #password required pam_pwquality.so
        password required pam_unix.so # pam_pwquality.so
check:
  pam: {services: [system-auth], type: password, module: pam_pwquality.so}
expect: {outcome: fail, observed: not in the stack}
