# A product, and no image whose programs its scriptlets could be run by.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: filetrigger, interpreter: '/usr/bin/perl -w', body: "print 1"}
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
  scriptlets: {}
expect: {outcome: missing, reason: "--image"}
