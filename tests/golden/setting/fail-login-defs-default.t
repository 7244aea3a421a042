# Not set: passwords never have to change.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "UMASK 027\n", truncated: 0}
  package:
    - {nevra: shadow-utils-4.17.4-1.azl4.x86_64, name: shadow-utils, epoch: 0, version: "4.17.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: login.defs, key: PASS_MAX_DAYS, at-least: 1, at-most: 365}
expect: {outcome: fail, observed: "-1 (not set, and this is the default of shadow 4.17.4)"}
