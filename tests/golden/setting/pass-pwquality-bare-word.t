# A word alone sets it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/security, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
    - {path: /etc/security/pwquality.conf, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password requisite pam_pwquality.so local_users_only
        password required pam_unix.so
    - path: /etc/security/pwquality.conf
      truncated: 0
      content: |
        enforce_for_root
check:
  setting: {format: pwquality, key: enforce_for_root, set: true}
expect: {outcome: pass, setting: "at /etc/security/pwquality.conf:1"}
