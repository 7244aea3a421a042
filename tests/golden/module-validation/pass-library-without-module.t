# The package that had the module has none now: no certificate is of it.
evidence:
  package:
    - {nevra: m-1.0-1.x86_64, name: m, version: "1.0", release: "1", arch: x86_64}
  file:
    - {path: /other, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so}
expect: {outcome: pass, observed: "not installed"}
