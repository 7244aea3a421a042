# The reference is newer than what is built from: the snapshot declares what is older.
reference:
  package:
    - {nevra: "zlib-1.3.2-1.fc43.x86_64", name: zlib, version: "1.3.2", release: 1.fc43, arch: x86_64, source: zlib-1.3.2-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.1-4.azl4.x86_64", name: zlib, version: "1.3.1", release: 4.azl4, arch: x86_64, source: zlib-1.3.1-4.azl4.src.rpm}
check:
  deviation: {declared: small.json, after-snapshot: true}
expect: {outcome: pass, object: zlib, observed: "declared: the snapshot of fedora 43 at 2026-02-24T00:00:00-08:00 (distro/azurelinux.distro.toml:9)"}
