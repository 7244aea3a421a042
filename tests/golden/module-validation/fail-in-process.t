# In process is not active.
evidence:
  package:
    - {nevra: m-1.1-1.x86_64, name: m, version: "1.1", release: "1", arch: x86_64}
  file:
    - {path: /m.so, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so, require: active}
expect: {outcome: fail, observed: "validation=in-process"}
