# The file is there, and its text was not collected.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so}
expect: {outcome: missing, reason: /etc/pam.d/system-auth}
