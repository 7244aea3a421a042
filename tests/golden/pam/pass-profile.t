# The selected profile has the modules.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/authselect, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/share, type: directory}
    - {path: /usr/share/authselect, type: directory}
    - {path: /usr/share/authselect/default, type: directory}
    - {path: /usr/share/authselect/default/local, type: directory}
    - {path: /etc/authselect/authselect.conf, type: file}
    - {path: /usr/share/authselect/default/local/system-auth, type: file}
  text:
    - path: /etc/authselect/authselect.conf
      truncated: 0
      content: |
        local
        with-pwhistory
    - path: /usr/share/authselect/default/local/system-auth
      truncated: 0
      content: |
        {imply "with-x" if "with-y"}
        password    requisite     pam_pwquality.so local_users_only
        password    sufficient    pam_unix.so yescrypt {if not "without-nullok":nullok} use_authtok
check:
  pam: {profile: true, services: [system-auth], type: password, module: [pam_pwquality.so, pam_unix.so]}
expect: {outcome: pass, object: /usr/share/authselect/default/local/system-auth, observed: pam_pwquality.so in line 2}
