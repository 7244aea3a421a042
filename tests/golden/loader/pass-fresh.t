# A cache that is what ldconfig would make.
evidence:
  file:
    - {path: /, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /etc/ld.so.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/lib64/liba.so.1.0, type: file, mode: "0755", uid: 0, gid: 0, sha256: "1"}
    - {path: /usr/lib64/liba.so.1, type: symlink, mode: "0777", uid: 0, gid: 0, target: liba.so.1.0}
  text:
    - {path: /etc/ld.so.conf, content: "", truncated: 0}
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1.0, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
  ld_cache:
    - {position: 0, soname: liba.so.1, path: /lib64/liba.so.1, machine: x86_64, class: 64, hwcaps: ''}
  ld_cache_state:
    - {key: format, value: new}
check:
  loader: {}
expect: {outcome: pass, object: /etc/ld.so.cache, observed: 1 entries}
