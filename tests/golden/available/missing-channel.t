# No repository is of that channel.
evidence:
  file: []
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  repository:
    - {key: url, value: "https://example.invalid/sdk/"}
check:
  available: {absent: [b], channel: "*/base/"}
expect: {outcome: missing, reason: "*/base/"}
