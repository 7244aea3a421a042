# The last line counts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "PASS_MAX_DAYS 365\nPASS_MAX_DAYS\t99999\n", truncated: 0}
  package:
    - {nevra: shadow-utils-4.17.4-1.azl4.x86_64, name: shadow-utils, epoch: 0, version: "4.17.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: login.defs, key: PASS_MAX_DAYS, at-least: 1, at-most: 365}
expect: {outcome: fail, observed: "99999 (/etc/login.defs:2)"}
