# The product brings a newer version of its own package.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: b-3-1.x86_64, name: b, version: 3, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-3-1.x86_64, kind: provides, name: b, flags: "=", version: "3-1"}
image:
  package:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
check:
  installable: {product: true, keeps: true}
expect: {outcome: pass}
