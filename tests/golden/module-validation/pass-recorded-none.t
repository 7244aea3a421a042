# No certificate is a record, and no fault.
evidence:
  package:
    - {nevra: m-2.0-1.x86_64, name: m, version: "2.0", release: "1", arch: x86_64}
  file:
    - {path: /m.so, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so}
expect: {outcome: pass, observed: "validation=none certificate=- standard=- match=none version=2.0"}
