# /usrlocal is not below /usr.
evidence:
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/bash, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/sh, type: symlink, mode: "0777", uid: 0, gid: 0, target: bash}
    - {path: /bin, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/bin}
    - {path: /usr/bin/data, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/lib64, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /lib64, type: symlink, mode: "0777", uid: 0, gid: 0, target: usr/lib64}
    - {path: /usr/lib64/libx.so.1, type: symlink, mode: "0777", uid: 0, gid: 0, target: libx.so.1.2}
    - {path: /usr/lib64/libx.so.1.2, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/libbad.so.1, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin/python3, type: symlink, mode: "0777", uid: 0, gid: 0, target: python3.14}
    - {path: /usr/bin/python3.14, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/python3.14, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/python3.14/site-packages, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/python3.14/site-packages/azure, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib/python3.14/site-packages/azure/core.py, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/lib64/python3.14, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/python3.14/lib-dynload, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/python3.14/lib-dynload/_ssl.cpython-314-x86_64-linux-gnu.so, type: file, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/python3.14/json, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/lib64/python3.14/json/__init__.py, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /opt, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
  elf:
    - {id: 1, path: /usr/bin/bash, class: 64, machine: x86_64, type: executable}
    - {id: 2, path: /usr/lib64/libx.so.1.2, class: 64, machine: x86_64, type: shared, soname: libx.so.1}
  package:
    - {nevra: curl-8-1.x86_64, name: curl, version: "8", release: "1", arch: x86_64, license: x, size: 1}
  package_dep:
    - {nevra: curl-8-1.x86_64, kind: provides, name: curl, flags: "=", version: "8-1"}
    - {nevra: curl-8-1.x86_64, kind: provides, name: webclient, flags: "", version: ""}
  kernel_config:
    - {name: CONFIG_BPF, value: y}
    - {name: CONFIG_X, value: m}
  mount:
    - {target: /, source: /dev/vda2, fstype: xfs, options: "relatime,rw"}
    - {target: /usr, source: /dev/vda3, fstype: erofs, options: "relatime,ro"}
    - {target: /sys/fs/bpf, source: bpf, fstype: bpf, options: rw}
  account:
    - {name: root, uid: 0, gid: 0, gecos: "", home: /root, shell: /bin/sh, password: locked, shadowed: 1}
  group_:
    - {name: docker, gid: 990, members: ""}
  listener:
    - {protocol: tcp6, address: "::", port: 9100, process: node}
    - {protocol: udp, address: 127.0.0.1, port: 323, process: chronyd}
check:
  agent-needs: {writable: [/usrlocal]}
expect: {outcome: pass, observed: xfs on / is writable}
