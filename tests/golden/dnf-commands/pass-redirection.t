# Where its output goes is no argument of it.
evidence:
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/dnf5, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/dnf, type: symlink, mode: "0777", uid: 0, gid: 0, target: dnf5}
    - {path: /usr/bin/yum, type: symlink, mode: "0777", uid: 0, gid: 0, target: dnf5}
    - {path: /usr/bin/tdnf, type: symlink, mode: "0777", uid: 0, gid: 0, target: dnf5}
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
  package:
    - {nevra: dnf5-5-1.x86_64, name: dnf5, version: "5", release: "1", arch: x86_64, license: x, size: 1}
    - {nevra: dnf5-plugins-5-1.x86_64, name: dnf5-plugins, version: "5", release: "1", arch: x86_64, license: x, size: 1}
  package_dep:
    - {nevra: dnf5-plugins-5-1.x86_64, kind: provides, name: dnf5-command(config-manager), flags: "", version: ""}
check:
  dnf-commands: {commands: ['yum -y makecache >/dev/null 2>&1', 'dnf autoremove 2> err &> all < in', 'dnf makecache 2>&1 | cat']}
expect: {outcome: pass}
