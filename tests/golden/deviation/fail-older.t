# The same difference of a component that nothing is declared of.
reference:
  package:
    - {nevra: "zlib-1.3.2-1.fc43.x86_64", name: zlib, version: "1.3.2", release: 1.fc43, arch: x86_64, source: zlib-1.3.2-1.fc43.src.rpm}
evidence:
  package:
    - {nevra: "zlib-1.3.1-4.azl4.x86_64", name: zlib, version: "1.3.1", release: 4.azl4, arch: x86_64, source: zlib-1.3.1-4.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: zlib, expected: "1.3.2-1.fc43 as Fedora has it", observed: "version-older: 1.3.1-4.azl4; undeclared: nothing is declared of component zlib", total: 1}
