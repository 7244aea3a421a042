# What pam-auth-update writes: success jumps over pam_deny.so, as sufficient does.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_faillock.so preauth
        auth [success=2 default=ignore] pam_sss.so
        auth [success=1 default=ignore] pam_unix.so
        auth requisite pam_deny.so
        auth required pam_permit.so
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so}
expect: {outcome: pass, observed: "[success=1 default=ignore] pam_unix.so"}
