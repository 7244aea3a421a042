# The program interpreter is not there.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/p, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/ld.so, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/liba.so.1, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/p/libb.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib/ld-musl-x86_64.so.1}
check:
  loads: {}
expect: {outcome: fail, object: /usr/bin/p, expected: /lib/ld-musl-x86_64.so.1, observed: "wants the interpreter /lib/ld-musl-x86_64.so.1, which is not there"}
