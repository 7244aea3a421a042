# Files were not collected.
evidence:
  package:
    - {nevra: m-1.0-1.x86_64, name: m, version: "1.0", release: "1", arch: x86_64}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so}
expect: {outcome: missing, reason: files}
