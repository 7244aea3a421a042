# The package gives it another one.
evidence:
  file:
    - {path: /usr/bin/su, type: file, mode: "4755", uid: 0, gid: 0}
    - {path: /usr/bin/write, type: file, mode: "2755", uid: 0, gid: 0}
  package:
    - {nevra: util-linux-2.41-1.x86_64, name: util-linux}
  package_file:
    - {nevra: util-linux-2.41-1.x86_64, path: /bin/su, mode: "104755"}
    - {nevra: util-linux-2.41-1.x86_64, path: /usr/bin/write, mode: "100755"}
check:
  files: {type: file, with-bits: "6000", packaged-mode: true}
expect: {outcome: fail, object: /usr/bin/write, expected: "mode 0755, as util-linux-2.41-1.x86_64 has it", observed: mode 2755, total: 1}
