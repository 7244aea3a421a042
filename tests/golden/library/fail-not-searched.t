# The library is in a folder that ld.so does not search.
evidence:
  file:
    - {path: /opt, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /opt/libx.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /opt/libx.so.1, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
check:
  library: {soname: libx.so.1}
expect: {outcome: fail, object: libx.so.1, observed: not there}
