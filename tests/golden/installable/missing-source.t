# A source package is not installed.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.src, name: p, version: 1, release: 1, arch: src, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.src, kind: provides, name: p, flags: "=", version: "1-1"}
image:
  package:
    - {nevra: b-1-1.x86_64, name: b, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-1-1.x86_64, kind: provides, name: b, flags: "=", version: "1-1"}
check:
  installable: {product: true}
expect: {outcome: missing, reason: no package}
