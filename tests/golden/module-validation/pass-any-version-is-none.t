# A certificate whose versions are not known is none of this version, whatever its status.
evidence:
  package:
    - {nevra: n-7.0-1.x86_64, name: n, version: "7.0", release: "1", arch: x86_64}
  file:
    - {path: /n.so, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: n, packages: [n], path: /n.so}
expect: {outcome: pass, observed: "validation=none certificate=2222 standard=140-3 match=name-only version=7.0"}
