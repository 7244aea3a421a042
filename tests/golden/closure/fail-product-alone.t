# Package files without an image are a product, and nothing is installed.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: p-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
check:
  closure: {of: product, from: [product]}
expect: {outcome: fail, observed: "requires b, which nobody provides among what is product"}
