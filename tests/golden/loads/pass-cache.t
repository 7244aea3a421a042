# A folder of ld.so.conf, through the cache.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ld.so.conf, type: file, mode: "0777", uid: 0, gid: 0}
  text:
    - {path: /etc/ld.so.conf, content: "/usr/lib64/p\n", truncated: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
    - {id: 2, path: /usr/lib64/p/libb.so.1, class: 64, machine: x86_64, type: shared, soname: libb.so.1}
    - {id: 3, path: /usr/lib64/ld.so, class: 64, machine: x86_64, type: shared, soname: ld.so}
  elf_needed:
    - {elf: 1, position: 0, soname: libb.so.1}
  ld_cache:
    - {position: 0, soname: libb.so.1, path: /lib64/p/libb.so.1, machine: x86_64, class: 64, hwcaps: ''}
check:
  loads: {}
expect: {outcome: pass, observed: 2 programs and libraries}
