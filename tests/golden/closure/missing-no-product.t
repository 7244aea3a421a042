# An image is no product.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
check:
  closure: {of: product, from: [installed]}
expect: {outcome: missing, reason: no evidence of package files}
