# A subpackage of an unmodified component is not there, and no list has it.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "libcurl-8.15.0-2.fc43.x86_64", name: libcurl, version: "8.15.0", release: 2.fc43, arch: x86_64, source: curl-8.15.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: libcurl, expected: "8.15.0-2.fc43 as Fedora has it", observed: "absent: not there; undeclared", total: 1}
