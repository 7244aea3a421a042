# What is installed cannot be had from the repositories.
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
    - {nevra: b-2-1.x86_64, kind: provides, name: b, flags: "=", version: "2-1"}
    - {nevra: a-1-1.x86_64, kind: requires, name: b, flags: "", version: ""}
check:
  closure: {of: installed, from: [available]}
expect: {outcome: fail, object: a-1-1.x86_64, observed: "requires b, which nobody provides among what is available"}
