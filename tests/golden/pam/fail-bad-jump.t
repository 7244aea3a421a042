# A jump out of the stack is a failure, and so is what comes of it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        account [success=3 default=ignore] pam_permit.so
        account required pam_unix.so
check:
  pam: {services: [system-auth], type: account, module: pam_unix.so}
expect: {outcome: fail}
