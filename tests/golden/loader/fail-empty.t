# The cache is whole, and empty.
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
    - {path: /usr/lib64/libb.so.1, type: file, mode: "0755", uid: 0, gid: 0, sha256: "2"}
  text:
    - {path: /etc/ld.so.conf, content: "", truncated: 0}
  elf:
    - {id: 1, path: /usr/lib64/liba.so.1.0, class: 64, machine: x86_64, type: shared, soname: liba.so.1}
    - {id: 2, path: /usr/lib64/libb.so.1, class: 64, machine: x86_64, type: shared, soname: libb.so.1}
  ld_cache_state:
    - {key: format, value: new}
check:
  loader: {}
expect: {outcome: fail, object: /usr/lib64/libb.so.1, expected: libb.so.1, observed: not in the cache}
