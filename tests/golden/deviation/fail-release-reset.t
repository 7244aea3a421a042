# A release that began anew, and a dependency that is broken by it.
reference:
  package:
    - {nevra: "setup-2.15.0-27.fc43.x86_64", name: setup, version: "2.15.0", release: 27.fc43, arch: x86_64, source: setup-2.15.0-27.fc43.src.rpm}
evidence:
  package:
    - {nevra: "setup-2.15.0-1.azl4.x86_64", name: setup, version: "2.15.0", release: 1.azl4, arch: x86_64, source: setup-2.15.0-1.azl4.src.rpm}
  package_dep:
    - {nevra: systemd-258.4-4.azl4.x86_64, kind: conflicts, name: setup, flags: "<", version: 2.15.0-3}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: setup, observed: "release-reset: 2.15.0-1.azl4"}
