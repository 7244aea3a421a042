# A product: the image, its own files and what it requires.
evidence:
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: pre, interpreter: '/bin/sh', body: "getent passwd agent\n"}
    - {nevra: agent-1-1.x86_64, kind: post, interpreter: '/bin/sh', body: "agentctl setup\n"}
    - {nevra: agent-1-1.x86_64, kind: preun, interpreter: '/usr/bin/python3', body: "print(1)"}
    - {nevra: agent-1-1.x86_64, kind: posttrans, interpreter: '/bin/sh', body: "setfacl -m u:a:r /x\n"}
  package_dep:
    - {nevra: agent-1-1.x86_64, kind: requires, name: /usr/bin/python3, flags: "", version: ""}
    - {nevra: agent-1-1.x86_64, kind: requires, name: /usr/bin/getent, flags: "", version: ""}
    - {nevra: agent-1-1.x86_64, kind: requires-pre, name: /usr/bin/getent, flags: "", version: ""}
    - {nevra: agent-1-1.x86_64, kind: requires, name: /usr/bin/setfacl, flags: "", version: ""}
  package_file:
    - {nevra: agent-1-1.x86_64, path: /usr/bin/agentctl, mode: 100755, user: root, group_: root}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/sbin, type: directory}
image:
  package:
    - {nevra: glibc-1-1.x86_64, name: glibc, version: "1", release: "1", license: A, size: 1}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/sbin, type: directory}
    - {path: /usr/bin/sh, type: file}
    - {path: /usr/bin/cat, type: file}
    - {path: /usr/sbin/ldconfig, type: file}
    - {path: /usr/bin/systemctl, type: file}
    - {path: /bin, type: symlink, target: usr/bin}
    - {path: /sbin, type: symlink, target: usr/sbin}
check:
  scriptlets: {commands: true}
expect: {outcome: pass}
