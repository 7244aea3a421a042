# A package that needs another, onto the image.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, size: 1048576, installed_size: 3145728}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: requires, name: c, flags: "", version: ""}
    - {nevra: b-2-1.x86_64, kind: requires, name: a, flags: "", version: ""}
check:
  installable: {names: [b]}
expect: {outcome: pass, object: b, observed: 2 packages would come}
