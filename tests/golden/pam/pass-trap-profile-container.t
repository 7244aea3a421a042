# Without authselect the stacks themselves are judged.
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
        password required pam_unix.so
check:
  pam: {profile: true, services: [system-auth], type: password, module: [pam_pwquality.so, pam_unix.so]}
expect: {outcome: pass, observed: "pam_pwquality.so (/etc/pam.d/system-auth:1)"}
