# With include instead of substack, sufficient ends all.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/login, type: file}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        auth include system-auth
        auth required pam_faillock.so
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth sufficient pam_unix.so
        auth required pam_env.so
check:
  pam: {services: [login], type: auth, module: pam_faillock.so, want: always}
expect: {outcome: fail, observed: the stack can step over it}
