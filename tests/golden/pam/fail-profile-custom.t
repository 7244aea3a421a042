# A profile of the administrator without one of them.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/authselect, type: directory}
    - {path: /etc/authselect/custom, type: directory}
    - {path: /etc/authselect/custom/mine, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/share, type: directory}
    - {path: /usr/share/authselect, type: directory}
    - {path: /usr/share/authselect/default, type: directory}
    - {path: /usr/share/authselect/default/local, type: directory}
    - {path: /etc/authselect/authselect.conf, type: file}
    - {path: /etc/authselect/custom/mine/system-auth, type: file}
    - {path: /usr/share/authselect/default/local/system-auth, type: file}
  text:
    - path: /etc/authselect/authselect.conf
      truncated: 0
      content: |
        custom/mine
    - path: /etc/authselect/custom/mine/system-auth
      truncated: 0
      content: |
        #password requisite pam_pwquality.so
        password sufficient pam_unix.so
    - path: /usr/share/authselect/default/local/system-auth
      truncated: 0
      content: |
        {imply "with-x" if "with-y"}
        password    requisite     pam_pwquality.so local_users_only
        password    sufficient    pam_unix.so yescrypt {if not "without-nullok":nullok} use_authtok
check:
  pam: {profile: true, services: [system-auth], type: password, module: [pam_pwquality.so, pam_unix.so]}
expect: {outcome: fail, object: /etc/authselect/custom/mine/system-auth, expected: pam_pwquality.so, observed: not in the profile}
