# The file is there, but it is not an ELF file that could be read.
evidence:
  file:
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libx.so.1, type: symlink, mode: "0777", uid: 0, gid: 0, target: libx.so.1.2}
    - {path: /usr/lib64/libx.so.1.2, type: file, mode: "0755", uid: 0, gid: 0}
  elf: []
check:
  library: {soname: libx.so.1}
expect: {outcome: error, reason: not read as an ELF file}
