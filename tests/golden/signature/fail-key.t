# Signed by a key of the image that is none of the release.
evidence:
  package:
    - {nevra: bash-5.3-1.azl4.x86_64, name: bash, version: "5.3", release: 1.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1}
  package_signature:
    - {nevra: bash-5.3-1.azl4.x86_64, position: 0, tag: rsaheader, covers: header, version: 4, algorithm: rsa, hash: sha256, key: b505075546b334867187fc1f2ecc444a44c782df, state: good}
  package_digest:
    - {nevra: bash-5.3-1.azl4.x86_64, kind: header-sha256, state: good}
  openpgp_key:
    - {origin: rpmdb, fingerprint: acbb3e9bb9a0a587138dc2b0c77e616a9d3c1df1, algorithm: rsa, bits: 4096, created: 1, user: Somebody}
    - {origin: rpmdb, fingerprint: b505075546b334867187fc1f2ecc444a44c782df, algorithm: rsa, bits: 4096, created: 1, user: Somebody}
check:
  signature: {keys: ["*c77e616a9d3c1df1"]}
expect: {outcome: fail, expected: c77e616a9d3c1df1, observed: signed by b505075546b334867187fc1f2ecc444a44c782df}
