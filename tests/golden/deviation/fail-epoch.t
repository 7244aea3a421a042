# An epoch is part of the version.
reference:
  package:
    - {nevra: "zlib-1:1.3.1-4.fc43.x86_64", name: zlib, epoch: 1, version: "1.3.1", release: 4.fc43, arch: x86_64, source: zlib-1.3.1-4.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.1-4.azl4.x86_64", name: zlib, version: "1.3.1", release: 4.azl4, arch: x86_64, source: zlib-1.3.1-4.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: zlib, expected: "1:1.3.1-4.fc43", observed: "version-older"}
