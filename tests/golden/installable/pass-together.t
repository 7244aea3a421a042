# Two together, by a capability and a path.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
    - {nevra: c-3-1.noarch, name: c, version: 3, release: 1, arch: noarch}
  package_dep:
    - {nevra: b-2-1.x86_64, kind: provides, name: web, flags: "=", version: 4}
  package_file:
    - {nevra: c-3-1.noarch, path: /usr/bin/c}
check:
  installable: {names: [web >= 4, /usr/bin/c], together: true}
expect: {outcome: pass, observed: 2 packages}
