# Nothing is reached behind a module that always fails.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth requisite pam_deny.so
        auth required pam_unix.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so}
expect: {outcome: fail, observed: "it stands in /etc/pam.d/system-auth:2, but no way leads to it"}
