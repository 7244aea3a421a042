# Quotes and comments as shadow reads them.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - {path: /etc/login.defs, content: "#ENCRYPT_METHOD DES\n ENCRYPT_METHOD  \"YESCRYPT\" x\n", truncated: 0}
  package:
    - {nevra: shadow-utils-4.17.4-1.azl4.x86_64, name: shadow-utils, epoch: 0, version: "4.17.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: login.defs, key: ENCRYPT_METHOD, equals: YESCRYPT}
expect: {outcome: pass, observed: "YESCRYPT (/etc/login.defs:2)"}
