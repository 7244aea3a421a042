# Neither of the two algorithms.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password required pam_unix.so shadow md5
check:
  pam: {services: [system-auth], type: password, module: pam_unix.so, args: ["yescrypt|sha512"]}
expect: {outcome: fail, expected: "yescrypt|sha512", observed: "required pam_unix.so shadow md5"}
