# The version is not in the repository.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
    - {nevra: b-2-1.noarch, name: b, version: 2, release: 1, arch: noarch}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: ">=", version: 2-2}
check:
  closure: {of: available}
expect: {outcome: fail, object: a-1-1.x86_64, observed: "requires b >= 2-2, which nobody provides among what is available", total: 1}
