# A release that is counted by hand.
reference:
  package:
    - {nevra: "gcc-15.2.1-7.fc43.x86_64", name: gcc, version: "15.2.1", release: 7.fc43, arch: x86_64, source: gcc-15.2.1-7.fc43.src.rpm}
evidence:
  package:
    - {nevra: "gcc-15.2.1-6.azl4.x86_64", name: gcc, version: "15.2.1", release: 6.azl4, arch: x86_64, source: gcc-15.2.1-6.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: pass, object: gcc, observed: "behind: 15.2.1-6.azl4; declared: a release that is counted by hand (base/comps/gcc/gcc.comp.toml:3)"}
