# A rich dependency of which half has no provider.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: "(b and nowhere)", flags: "", version: ""}
check:
  closure: {of: available}
expect: {outcome: fail, observed: requires (b and nowhere)}
