# rpm has one language of its own, and it is not this one.
evidence:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
  package_script:
    - {nevra: b-1-1.x86_64, kind: post, interpreter: "<python>", body: "x"}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/bin/folder, type: directory}
    - {path: /usr/bin/data, type: file, mode: "100644"}
check:
  scriptlets: {}
expect: {outcome: fail, observed: "is run by '<python>'"}
