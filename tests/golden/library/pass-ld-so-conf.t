# ... and it is found when ld.so.conf.d names the folder.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ld.so.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ld.so.conf.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ld.so.conf.d/x.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /opt, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /opt/libx.so.1, type: file, mode: "0755", uid: 0, gid: 0}
  text:
    - {path: /etc/ld.so.conf, content: "include ld.so.conf.d/*.conf\n", truncated: 0}
    - {path: /etc/ld.so.conf.d/x.conf, content: "# ours\n/opt\n", truncated: 0}
  elf:
    - {id: 1, path: /opt/libx.so.1, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
check:
  library: {soname: libx.so.1}
expect: {outcome: pass, observed: /opt/libx.so.1}
