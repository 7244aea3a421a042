# A jump for one program alone.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        session required pam_limits.so
        session [success=1 default=ignore] pam_succeed_if.so service in crond quiet use_uid
        session required pam_unix.so
check:
  pam: {services: [system-auth], type: session, module: pam_unix.so}
expect: {outcome: pass}
