# Other contents than packaged, where the package says that they change.
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
    - {nevra: a-1-1.x86_64, path: /usr/bin/a, mode: "100755", user: root, group_: root, sha256: dddd, flags: "", unverified: 5ST}
check:
  package-files: {what: digest}
expect: {outcome: pass}
