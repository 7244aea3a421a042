# An argument with a value is forbidden by its name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password required pam_unix.so remember=5
check:
  pam: {services: [system-auth], type: password, module: pam_unix.so, forbidden-args: [remember]}
expect: {outcome: fail, expected: without remember}
