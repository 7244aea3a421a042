# ... nor by default: what the product alone does not have may be in the image.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
    - {nevra: p-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
check:
  closure: {of: product}
expect: {outcome: missing, reason: "--image"}
