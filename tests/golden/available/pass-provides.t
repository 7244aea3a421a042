# An old name, with a version, and a path.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: old, flags: "=", version: "5-1"}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/bin/a}
check:
  available: {provides: [old >= 5, /usr/bin/a]}
expect: {outcome: pass, object: old >= 5, observed: a-1-1.x86_64}
