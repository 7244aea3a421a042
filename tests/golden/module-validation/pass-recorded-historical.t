# One that has run out says so.
evidence:
  package:
    - {nevra: m-0.9-1.x86_64, name: m, version: "0.9", release: "1", arch: x86_64}
  file:
    - {path: /m.so, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so}
expect: {outcome: pass, observed: "validation=historical certificate=99"}
