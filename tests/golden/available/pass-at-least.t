# A version in the range, among others.
evidence:
  available:
    - {nevra: a-1:1-1.x86_64, name: a, epoch: 1, version: 1, release: 1, arch: x86_64}
    - {nevra: a-1:3-1.x86_64, name: a, epoch: 1, version: 3, release: 1, arch: x86_64}
check:
  available: {names: [a], at-least: "1:2", at-most: "1:3"}
expect: {outcome: pass, observed: "a-1:3-1.x86_64"}
