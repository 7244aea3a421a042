# A word of another version of the tool, or of nobody, proves nothing.
evidence:
  package:
    - {nevra: p-1-1.x86_64, name: p, version: 1, release: 1, arch: x86_64, license: MIT, size: 1}
  package_signature:
    - {nevra: p-1-1.x86_64, position: 0, covers: header, algorithm: rsa, hash: sha256, key: 0123456789abcdef, version: 4, state: fine}
check:
  signature: {verified: false, digests: false}
expect: {outcome: missing, reason: unknown state}
