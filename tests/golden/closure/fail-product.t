# A product that needs what nobody has.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: p-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
    - {nevra: p-1-1.x86_64, kind: requires, name: c, flags: "", version: ""}
image:
  package:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
check:
  closure: {of: product}
expect: {outcome: fail, object: p-1-1.x86_64, observed: "requires c, which nobody provides among what is installed or product", total: 1}
