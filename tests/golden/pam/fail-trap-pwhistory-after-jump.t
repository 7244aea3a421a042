# A module behind a jump of the one that stores the password is present, and not reached.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password requisite pam_pwquality.so
        password [success=1 default=ignore] pam_unix.so use_authtok
        password required pam_pwhistory.so use_authtok
        password required pam_permit.so
check:
  pam: {services: [system-auth], type: password, module: pam_pwhistory.so}
expect: {outcome: fail, object: "system-auth password: pam_pwhistory.so", expected: reached, observed: "it stands in /etc/pam.d/system-auth:3, but the stack can step over it"}
