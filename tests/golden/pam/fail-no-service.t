# There is no such service.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_unix.so
check:
  pam: {services: [system-auth, password-auth], type: auth, module: pam_unix.so}
expect: {outcome: fail, object: password-auth, observed: there is none of this name}
