# The same, when a declaration has to name the package.
reference:
  package:
    - {nevra: "gcc-15.2.1-7.fc43.x86_64", name: gcc, version: "15.2.1", release: 7.fc43, arch: x86_64, source: gcc-15.2.1-7.fc43.src.rpm}
    - {nevra: "gcc-gnat-15.2.1-7.fc43.x86_64", name: gcc-gnat, version: "15.2.1", release: 7.fc43, arch: x86_64, source: gcc-15.2.1-7.fc43.src.rpm}
evidence:
  package:
    - {nevra: "gcc-15.2.1-7.azl4.x86_64", name: gcc, version: "15.2.1", release: 7.azl4, arch: x86_64, source: gcc-15.2.1-7.azl4.src.rpm}
check:
  deviation: {declared: small.json, strict: true}
expect: {outcome: fail, object: gcc-gnat, observed: "undeclared: nothing is declared of component gcc"}
