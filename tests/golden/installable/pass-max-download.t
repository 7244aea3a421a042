# As much to fetch as is allowed.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, license: MIT, size: 1048576}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=", version: "1-1"}
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64, size: 2097152, installed_size: 9437184}
check:
  installable: {names: [b], max-download: 2, max-installed: 9, max-packages: 1}
expect: {outcome: pass}
