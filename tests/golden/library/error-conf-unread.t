# Where ld.so looks cannot be known without the text of its configuration.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ld.so.conf, type: file, mode: "0644", uid: 0, gid: 0}
  elf: []
check:
  library: {soname: libx.so.1}
expect: {outcome: error, reason: "/etc/ld.so.conf: its text is not in the evidence"}
