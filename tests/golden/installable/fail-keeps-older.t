# The product would replace a newer package of the image.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
image:
  package:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
check:
  installable: {product: true, keeps: true}
expect: {outcome: fail, object: product, expected: does not become older, observed: b-2-1.x86_64 would be replaced by b-1-1.x86_64, total: 1}
