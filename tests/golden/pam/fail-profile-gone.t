# The selected profile is not there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/authselect, type: directory}
    - {path: /etc/authselect/authselect.conf, type: file}
  text:
    - path: /etc/authselect/authselect.conf
      truncated: 0
      content: |
        local
check:
  pam: {profile: true, services: [system-auth], type: password, module: [pam_pwquality.so, pam_unix.so]}
expect: {outcome: fail, object: local, observed: it has no file system-auth}
