# The image was not looked into.
evidence:
  file: []
repository:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
check:
  installable: {names: [b]}
expect: {outcome: missing, reason: packages}
