# Only what is asked for is compared.
reference:
  package:
    - {nevra: "zlib-1.3.2-1.fc43.x86_64", name: zlib, version: "1.3.2", release: 1.fc43, arch: x86_64, source: zlib-1.3.2-1.fc43.src.rpm}
    - {nevra: "libcurl-8.15.0-2.fc43.x86_64", name: libcurl, version: "8.15.0", release: 2.fc43, arch: x86_64, source: curl-8.15.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.1-4.azl4.x86_64", name: zlib, version: "1.3.1", release: 4.azl4, arch: x86_64, source: zlib-1.3.1-4.azl4.src.rpm}
check:
  deviation: {declared: small.json, packages: [zlib]}
expect: {outcome: fail, object: zlib, total: 1}
