# An older version, of a component that is pinned: the file and the line are told.
reference:
  package:
    - {nevra: "fuse3-libs-3.17.4-1.fc43.x86_64", name: fuse3-libs, version: "3.17.4", release: 1.fc43, arch: x86_64, source: fuse3-3.17.4-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "fuse3-libs-3.16.2-7.azl4.x86_64", name: fuse3-libs, version: "3.16.2", release: 7.azl4, arch: x86_64, source: fuse3-3.16.2-7.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: pass, object: fuse3-libs, observed: "version-older: 3.16.2-7.azl4; declared: pinned to commit f718bab813a8 (base/comps/fuse3/fuse3.comp.toml:3)"}
