# The vendor's key, and no other; a subkey is none of its own, a key that is only offered is not trusted.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, epoch: 0, version: "1", release: "1", arch: x86_64}
  openpgp_key:
    - {origin: rpmdb, fingerprint: 2bc94fff7015a5f28f1537ad0cd9fed33135ce90, algorithm: rsa, bits: 4096, user: "Vendor"}
    - {origin: rpmdb, fingerprint: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb, algorithm: rsa, bits: 4096, user: ""}
    - {origin: /etc/pki/rpm-gpg/x, fingerprint: aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, algorithm: rsa, bits: 4096, user: "Vendor"}
check:
  package-keys: {keys: [2bc94fff7015a5f28f1537ad0cd9fed33135ce90]}
expect: {outcome: pass, object: 2bc94fff7015a5f28f1537ad0cd9fed33135ce90}
