# An argument of a command is no tag, nor is an alias.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Cmnd_Alias NOPASSWD_X = /bin/ls\nbob ALL = /bin/echo NOPASSWD, NOPASSWD_X, PASSWD: ALL\nuser2 WEB = ALL : DB = ALL\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: pass}
