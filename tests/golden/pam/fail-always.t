# Whoever is let in by the first module never comes to the second.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth sufficient pam_sss.so
        auth required pam_unix.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so, want: always}
expect: {outcome: fail, expected: always, observed: the stack can step over it}
