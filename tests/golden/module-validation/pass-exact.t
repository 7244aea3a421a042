# An active certificate of exactly these bytes.
evidence:
  package:
    - {nevra: m-1.0-1.x86_64, name: m, version: "1.0", release: "1", arch: x86_64}
  file:
    - {path: /m.so, type: file, sha256: abcd}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so, require: active}
expect: {outcome: pass, observed: "validation=active certificate=1111 standard=140-3 match=exact-hash version=1.0 as-of=2026-09-30"}
