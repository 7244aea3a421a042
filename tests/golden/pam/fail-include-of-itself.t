# A stack that has no end fails at every log-in.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth include system-auth
        auth required pam_unix.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so, want: always}
expect: {outcome: fail, observed: "the stack can step over it"}
