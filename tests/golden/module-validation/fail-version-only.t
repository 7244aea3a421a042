# The version alone is not what was tested.
evidence:
  package:
    - {nevra: m-1.0-1.x86_64, name: m, version: "1.0", release: "1", arch: x86_64}
  file:
    - {path: /m.so, type: file, sha256: ffff}
check:
  module-validation: {certificates: c.tsv, module: m, packages: [m], path: /m.so, require: active}
expect: {outcome: fail, observed: "match=version-only"}
