# A lower release that breaks nothing, and is not declared.
reference:
  package:
    - {nevra: "setup-2.15.0-27.fc43.x86_64", name: setup, version: "2.15.0", release: 27.fc43, arch: x86_64, source: setup-2.15.0-27.fc43.src.rpm}
evidence:
  package:
    - {nevra: "setup-2.15.0-1.azl4.x86_64", name: setup, version: "2.15.0", release: 1.azl4, arch: x86_64, source: setup-2.15.0-1.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: setup, observed: "behind: 2.15.0-1.azl4"}
