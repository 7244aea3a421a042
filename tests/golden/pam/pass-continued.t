# A line that goes on, with an argument in brackets and a dash before its type.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        -password required \
           /usr/lib64/security/pam_unix.so \
           [authtok_type=my word] sha512
check:
  pam: {services: [system-auth], type: password, module: pam_unix.so, args: ["yescrypt|sha512", "authtok_type=my word"]}
expect: {outcome: pass, observed: "required pam_unix.so authtok_type=my word sha512 (/etc/pam.d/system-auth:1)"}
