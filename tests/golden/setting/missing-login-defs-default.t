# No default is known of this key.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "UMASK 027\n", truncated: 0}
  package:
    - {nevra: shadow-utils-4.17.4-1.azl4.x86_64, name: shadow-utils, epoch: 0, version: "4.17.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: login.defs, key: HOME_MODE, equals: "0700"}
expect: {outcome: missing}
