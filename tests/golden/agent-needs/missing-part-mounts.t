# Nobody collected mounts.
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
check:
  agent-needs: {writable: [/opt], commands: [bash]}
expect: {outcome: missing, reason: mounts}
