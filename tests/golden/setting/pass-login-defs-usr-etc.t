# Without a file in /etc the one of /usr/etc is read.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/etc, type: directory}
    - {path: /usr/etc/login.defs, type: file}
  text:
    - {path: /usr/etc/login.defs, content: "UMASK 027\n", truncated: 0}
  package:
    - {nevra: shadow-utils-4.17.4-1.azl4.x86_64, name: shadow-utils, epoch: 0, version: "4.17.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: login.defs, key: UMASK, equals: "027"}
expect: {outcome: pass, observed: "027 (/usr/etc/login.defs:1)"}
