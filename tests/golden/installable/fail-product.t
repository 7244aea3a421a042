# A product that the image cannot be with.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: p-1-1.x86_64, kind: conflicts, name: b, flags: "<", version: 3}
image:
  package:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
check:
  installable: {product: true}
expect: {outcome: fail, object: product, observed: b < 3, total: 1}
