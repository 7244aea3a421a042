# An empty password is let in.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_unix.so nullok try_first_pass
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so, forbidden-args: [nullok]}
expect: {outcome: fail, expected: without nullok, observed: "required pam_unix.so nullok try_first_pass (/etc/pam.d/system-auth:1)"}
