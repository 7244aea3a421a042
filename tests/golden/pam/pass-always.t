# No way leads around it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_env.so
        auth required pam_unix.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so, want: always}
expect: {outcome: pass, setting: always run}
