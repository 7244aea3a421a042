# A file that lets others in.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/shells, type: file}
    - {path: /home, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /home/alice, type: directory, mode: "700", uid: 1000, gid: 1000}
    - {path: /home/alice/.rhosts, type: file, mode: "600", uid: 1000, gid: 1000}
  text:
    - {path: /etc/shells, content: "/bin/bash\n", truncated: 0}
  account:
    - {name: alice, uid: 1000, gid: 1000, home: /home/alice, shell: /bin/bash}
check:
  home: {owned: true, forbidden: [.forward, .rhosts], dot-mask: "0133", tight: [.netrc], tight-mask: "0177"}
expect: {outcome: fail, object: /home/alice/.rhosts, observed: "it is there (alice)"}
