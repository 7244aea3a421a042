# What an optional module says is not heeded.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password optional pam_pwquality.so
        password required pam_unix.so
check:
  pam: {services: [system-auth], type: password, module: pam_pwquality.so, binding: true}
expect: {outcome: fail, expected: what it refuses is refused}
