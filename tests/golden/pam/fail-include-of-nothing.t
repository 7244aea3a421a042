# An include of a file that is not there is a module that fails.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/login, type: file}
  text:
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        auth requisite pam_deny.so
        auth include nothing
        auth required pam_unix.so
check:
  pam: {services: [login], type: auth, module: pam_unix.so}
expect: {outcome: fail, observed: no way leads to it}
