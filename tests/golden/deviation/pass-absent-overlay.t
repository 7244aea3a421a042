# A subpackage of a component with overlays: they do not name it.
reference:
  package:
    - {nevra: "gcc-15.2.1-7.fc43.x86_64", name: gcc, version: "15.2.1", release: 7.fc43, arch: x86_64, source: gcc-15.2.1-7.fc43.src.rpm}
    - {nevra: "gcc-gnat-15.2.1-7.fc43.x86_64", name: gcc-gnat, version: "15.2.1", release: 7.fc43, arch: x86_64, source: gcc-15.2.1-7.fc43.src.rpm}
evidence:
  package:
    - {nevra: "gcc-15.2.1-7.azl4.x86_64", name: gcc, version: "15.2.1", release: 7.azl4, arch: x86_64, source: gcc-15.2.1-7.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: pass, object: gcc-gnat, observed: "absent: not there; declared: overlay spec-search-replace (base/comps/gcc/gcc.comp.toml:8)"}
