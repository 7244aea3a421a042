# No package has it.
evidence:
  file:
    - {path: /usr/local/bin/x, type: file, mode: "4755", uid: 0, gid: 0}
  package:
    - {nevra: util-linux-2.41-1.x86_64, name: util-linux}
  package_file:
    - {nevra: util-linux-2.41-1.x86_64, path: /bin/su, mode: "104755"}
    - {nevra: util-linux-2.41-1.x86_64, path: /usr/bin/write, mode: "100755"}
check:
  files: {type: file, with-bits: "6000", packaged-mode: true}
expect: {outcome: fail, object: /usr/local/bin/x, observed: "mode 4755, and no package owns it"}
