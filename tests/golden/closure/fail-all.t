# All that there is: the image, and the repository.
repository:
  available:
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch}
  package_dep:
    - {nevra: c-3-1.noarch, kind: requires, name: nowhere, flags: "", version: ""}
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
check:
  closure: {of: all}
expect: {outcome: fail, object: c-3-1.noarch, total: 1}
