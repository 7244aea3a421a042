# A second key is trusted as well.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, epoch: 0, version: "1", release: "1", arch: x86_64}
  openpgp_key:
    - {origin: rpmdb, fingerprint: 2bc94fff7015a5f28f1537ad0cd9fed33135ce90, algorithm: rsa, bits: 4096, user: "Vendor"}
    - {origin: rpmdb, fingerprint: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, algorithm: rsa, bits: 4096, user: "Somebody"}
check:
  package-keys: {keys: [2bc94fff7015a5f28f1537ad0cd9fed33135ce90]}
expect: {outcome: fail, object: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, observed: rpm trusts Somebody as well}
