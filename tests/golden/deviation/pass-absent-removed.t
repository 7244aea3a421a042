# A subpackage that an overlay names and takes away.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "maven-local-openjdk21-6.4.1-1.fc43.x86_64", name: maven-local-openjdk21, version: "6.4.1", release: 1.fc43, arch: x86_64, source: javapackages-tools-6.4.1-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json, strict: true}
expect: {outcome: pass, object: maven-local-openjdk21, observed: "taken away by an overlay (base/comps/j/j.comp.toml:3)"}
