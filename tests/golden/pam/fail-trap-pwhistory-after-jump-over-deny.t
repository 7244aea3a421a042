# Behind the store and before pam_deny.so: run only when nothing was stored.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password [success=2 default=ignore] pam_unix.so use_authtok
        password required pam_pwhistory.so use_authtok
        password requisite pam_deny.so
        password required pam_permit.so
check:
  pam: {services: [system-auth], type: password, module: pam_pwhistory.so}
expect: {outcome: fail, observed: "the stack can step over it"}
