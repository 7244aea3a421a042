# The folder of the administrator comes before the vendor's.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/pam.d, type: directory}
    - {path: /etc/pam.d/login, type: file}
    - {path: /usr/lib/pam.d/login, type: file}
  text:
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        auth required pam_sss.so
    - path: /usr/lib/pam.d/login
      truncated: 0
      content: |
        auth required pam_unix.so
check:
  pam: {services: [login], type: auth, module: pam_unix.so}
expect: {outcome: fail, observed: not in the stack}
