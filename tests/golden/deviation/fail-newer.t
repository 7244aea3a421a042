# A newer version that nobody declared, snapshot or not.
reference:
  package:
    - {nevra: "zlib-1.3.1-4.fc43.x86_64", name: zlib, version: "1.3.1", release: 4.fc43, arch: x86_64, source: zlib-1.3.1-4.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.2-1.azl4.x86_64", name: zlib, version: "1.3.2", release: 1.azl4, arch: x86_64, source: zlib-1.3.2-1.azl4.src.rpm}
check:
  deviation: {declared: small.json, after-snapshot: true}
expect: {outcome: fail, object: zlib, observed: "version-newer: 1.3.2-1.azl4"}
