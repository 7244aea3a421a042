# Who has signed is not asked, and the hash is too weak.
evidence:
  package:
    - {nevra: bash-5.3-1.azl4.x86_64, name: bash, version: "5.3", release: 1.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1}
  package_signature:
    - {nevra: bash-5.3-1.azl4.x86_64, position: 0, tag: rsaheader, covers: header, version: 4, algorithm: rsa, hash: md5, key: acbb3e9bb9a0a587138dc2b0c77e616a9d3c1df1, state: no-key}
  package_digest:
    - {nevra: bash-5.3-1.azl4.x86_64, kind: header-sha256, state: good}
check:
  signature: {verified: false, hashes: [sha256]}
expect: {outcome: fail, expected: a signature, observed: the hash md5}
