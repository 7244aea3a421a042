# A pattern that nothing matches.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
check:
  file: {paths: ["/etc/x*"], owner: root}
expect: {outcome: fail, object: "/etc/x*", observed: no such path}
