# It is in another channel.
evidence:
  file: []
repository:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  repository:
    - {key: url, value: "https://example.invalid/sdk/"}
repository2:
  available:
    - {nevra: b-2-1.x86_64, name: b, version: 2, release: 1, arch: x86_64}
  repository:
    - {key: url, value: "https://example.invalid/base/"}
check:
  available: {names: [a], channel: "*/base/"}
expect: {outcome: fail, object: a, expected: in */base/}
