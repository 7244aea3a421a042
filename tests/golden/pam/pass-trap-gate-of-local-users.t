# What authselect writes: users who are not of this machine are led around the history.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        password    requisite                    pam_pwquality.so local_users_only
        password    [default=1 ignore=ignore success=ok]         pam_localuser.so
        password    requisite                    pam_pwhistory.so use_authtok
        password    sufficient                   pam_unix.so yescrypt shadow use_authtok
        password    [success=1 default=ignore]   pam_localuser.so
        password    sufficient                   pam_sss.so use_authtok
        password    required                     pam_deny.so
check:
  pam: {services: [system-auth], type: password, module: pam_pwhistory.so, args: [use_authtok], binding: true}
expect: {outcome: pass, object: "system-auth password: pam_pwhistory.so", observed: "requisite pam_pwhistory.so use_authtok (/etc/pam.d/system-auth:3)", setting: "system-auth password: pam_pwhistory.so: set requisite pam_pwhistory.so use_authtok at /etc/pam.d/system-auth:3, effective run when all before it goes well"}
