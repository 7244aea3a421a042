# The table of names says another name, which is not there.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "fedora-release-43-26.fc43.x86_64", name: fedora-release, version: "43", release: 26.fc43, arch: x86_64, source: zlib-1-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json, renamed: names.tsv}
expect: {outcome: fail, object: fedora-release, observed: absent}
