# su is for the members of a group that has none.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/su, type: file}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/su
      truncated: 0
      content: |
        auth       sufficient   pam_rootok.so
        auth       required     pam_wheel.so use_uid group=sugroup
        auth       include      system-auth
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth required pam_env.so
        auth sufficient pam_unix.so
        auth required pam_deny.so
  account:
    - {name: root, uid: 0, gid: 0}
  group_:
    - {name: root, gid: 0}
    - {name: sugroup, gid: 4711}
check:
  pam: {services: [su], type: auth, module: pam_wheel.so, args: [use_uid, "group=*"], forbidden-args: [trust, deny], binding: true, empty-group: true}
expect: {outcome: pass, object: "su auth: pam_wheel.so", observed: "required pam_wheel.so use_uid group=sugroup (/etc/pam.d/su:2)"}
