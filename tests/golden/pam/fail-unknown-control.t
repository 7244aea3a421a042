# A control that libpam does not know makes a module that can only fail.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        account requird pam_unix.so
check:
  pam: {services: [system-auth], type: account, module: pam_unix.so}
expect: {outcome: fail}
