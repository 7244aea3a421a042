# Without a shell there is no home to judge.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
    - {path: /home, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /home/x, type: directory, mode: "777", uid: 0, gid: 0}
  text:
    - {path: /etc/shells, content: "/bin/bash\n", truncated: 0}
  account:
    - {name: svc, uid: 1001, gid: 1001, home: /home/x, shell: /usr/sbin/nologin}
    - {name: root, uid: 0, gid: 0, home: /home/x, shell: /bin/bash}
check:
  home: {present: true, owned: true, mask: "0027"}
expect: {outcome: pass, observed: 0 who can log in}
