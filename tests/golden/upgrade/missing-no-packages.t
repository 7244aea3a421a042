# The image was not looked into.
evidence:
  file: []
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
check:
  upgrade: {}
expect: {outcome: missing, reason: packages}
