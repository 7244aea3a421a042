# A packaged file that was removed; ghosts and documentation may be absent.
evidence:
  file:
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/a, type: file, mode: "0755", uid: 0, gid: 0, size: 1, sha256: aaaa}
    - {path: /etc/a.conf, type: file, mode: "0640", uid: 0, gid: 5, size: 1, sha256: bbbb}
    - {path: /usr/lib/l, type: symlink, mode: "0777", uid: 0, gid: 0, target: x}
  account:
    - {name: root, uid: 0, gid: 0, gecos: "", home: /root, shell: /bin/sh, password: locked}
  group_:
    - {name: root, gid: 0, members: ""}
    - {name: adm, gid: 5, members: ""}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/bin/gone, mode: "100755", user: root, group_: root, flags: ""}
    - {nevra: a-1-1.x86_64, path: /var/cache/x, mode: "100644", user: root, group_: root, flags: g}
    - {nevra: a-1-1.x86_64, path: /usr/share/doc/x, mode: "100644", user: root, group_: root, flags: d}
check:
  package-files: {what: presence}
expect: {outcome: fail, object: /usr/bin/gone, total: 1}
