# A package without a signature.
evidence:
  package:
    - {nevra: bash-5.3-1.azl4.x86_64, name: bash, version: "5.3", release: 1.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1}
  package_digest:
    - {nevra: bash-5.3-1.azl4.x86_64, kind: header-sha256, state: good}
  openpgp_key:
    - {origin: rpmdb, fingerprint: acbb3e9bb9a0a587138dc2b0c77e616a9d3c1df1, algorithm: rsa, bits: 4096, created: 1, user: Somebody}
check:
  signature: {}
expect: {outcome: fail, object: bash-5.3, expected: a key that is known, observed: not signed}
