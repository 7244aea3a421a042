# Interpreters of every kind, and commands that are there.
evidence:
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: post, interpreter: '/bin/sh', body: "if [ -x /usr/sbin/chattr ]; then\n  chattr -i /etc/x\nfi\nsystemctl daemon-reload\ncat /dev/null | ldconfig\n"}
    - {nevra: agent-1-1.x86_64, kind: postun, interpreter: '/sbin/ldconfig', body: ""}
    - {nevra: agent-1-1.x86_64, kind: pretrans, interpreter: '<lua>', body: "os.execute(\"chattr\")"}
    - {nevra: agent-1-1.x86_64, kind: transfiletrigger, interpreter: '/bin/sh', body: "x || :"}
    - {nevra: agent-1-1.x86_64, kind: trigger, interpreter: '/bin/sh', body: "command -v getfacl >/dev/null && getfacl /"}
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
expect: {outcome: pass, observed: 5 looked at}
