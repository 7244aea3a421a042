# A home that all may look into.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
    - {path: /home, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /home/alice, type: directory, mode: "755", uid: 1000, gid: 1000}
  text:
    - {path: /etc/shells, content: "/bin/bash\n", truncated: 0}
  account:
    - {name: alice, uid: 1000, gid: 1000, home: /home/alice, shell: /bin/bash}
check:
  home: {present: true, owned: true, mask: "0027"}
expect: {outcome: fail, object: /home/alice, expected: no bit of 0027, observed: "mode 0755"}
