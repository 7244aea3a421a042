# A product that is good by itself, and no image to judge it on.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: p-1-1.x86_64, kind: provides, name: p, flags: "=", version: "1-1"}
check:
  conflicts: {what: declared}
expect: {outcome: missing, reason: "--image"}
