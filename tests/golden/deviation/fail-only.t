# A package that only the candidate has, and that the tree does not know.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
    - {nevra: "mystery-1-1.azl4.x86_64", name: mystery, version: "1", release: 1.azl4, arch: x86_64, source: mystery-1-1.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: fail, object: mystery, expected: "nothing that Fedora does not have", observed: "only: 1-1.azl4; undeclared: there is no component mystery"}
