# A higher release stays, whatever the mark.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-3.azl4.x86_64", name: bash, version: "5.3.0", release: 3.azl4, arch: x86_64, source: bash-5.3.0-3.azl4.src.rpm}
check:
  deviation: {declared: small.json, replaced: true, classes: [replaced]}
expect: {outcome: pass}
