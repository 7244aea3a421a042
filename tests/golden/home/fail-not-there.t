# No home.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
    - {path: /home, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /home/bob, type: directory, mode: "700", uid: 1000, gid: 1000}
  text:
    - {path: /etc/shells, content: "/bin/bash\n", truncated: 0}
  account:
    - {name: alice, uid: 1000, gid: 1000, home: /home/alice, shell: /bin/bash}
check:
  home: {present: true, owned: true, mask: "0027"}
expect: {outcome: fail, object: /home/alice, observed: "not there (alice)"}
