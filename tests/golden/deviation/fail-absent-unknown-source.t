# Whose package it is cannot be told: nothing declares it.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "chromium-140-1.fc43.x86_64", name: chromium, version: "140", release: 1.fc43, arch: x86_64, vendor: x}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: chromium, observed: "its source package is not known"}
