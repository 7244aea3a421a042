# A difference of a class that is not judged.
reference:
  package:
    - {nevra: "zlib-1.3.2-1.fc43.x86_64", name: zlib, version: "1.3.2", release: 1.fc43, arch: x86_64, source: zlib-1.3.2-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.1-4.azl4.x86_64", name: zlib, version: "1.3.1", release: 4.azl4, arch: x86_64, source: zlib-1.3.1-4.azl4.src.rpm}
check:
  deviation: {declared: small.json, classes: [absent]}
expect: {outcome: pass, object: packages}
