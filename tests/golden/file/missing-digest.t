# A file whose contents change from boot to boot has no digest.
evidence:
  file:
    - {path: /a, type: file, mode: "644"}
check:
  file: {path: /a, sha256: 1111111111111111111111111111111111111111111111111111111111111111}
expect: {outcome: missing, reason: "/a: its contents have no digest in the evidence"}
