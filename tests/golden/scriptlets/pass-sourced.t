# A file that the scriptlet reads may define what it calls.
evidence:
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: post, interpreter: '/bin/sh', body: ". /usr/share/x/functions\nsetup_x\ncat /etc/x\n"}
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
expect: {outcome: pass, unchecked: "whether %post finds setup_x: a file that it reads may bring it"}
