# Nobody collected accounts.
evidence:
  file:
    - {path: /srv, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /srv/x, type: file, mode: "0644", uid: 990, gid: 101}
check:
  files: {known-owners: true}
expect: {outcome: missing}
