# Another vendor.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64, vendor: Fedora Project}
check:
  available: {names: [a], vendor: "^Microsoft"}
expect: {outcome: fail, expected: vendor matching ^Microsoft, observed: of Fedora Project}
