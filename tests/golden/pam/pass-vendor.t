# A service that only the vendor's folder has.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/pam.d, type: directory}
    - {path: /usr/lib/pam.d/login, type: file}
  text:
    - path: /usr/lib/pam.d/login
      truncated: 0
      content: |
        auth required pam_unix.so
check:
  pam: {services: [login], type: auth, module: pam_unix.so}
expect: {outcome: pass, observed: "/usr/lib/pam.d/login:1"}
