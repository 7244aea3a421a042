# A component that the distribution does not have: its absence says so.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "chromium-140-1.fc43.x86_64", name: chromium, version: "140", release: 1.fc43, arch: x86_64, source: chromium-140-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: pass, object: chromium, observed: "removed: the distribution has no component chromium"}
