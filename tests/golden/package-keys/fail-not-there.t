# The vendor's key is only offered, not trusted.
evidence:
  package:
    - {nevra: a-1-1.x86_64, name: a, epoch: 0, version: "1", release: "1", arch: x86_64}
  openpgp_key:
    - {origin: /etc/pki/rpm-gpg/x, fingerprint: 2bc94fff7015a5f28f1537ad0cd9fed33135ce90, algorithm: rsa, bits: 4096, user: "Vendor"}
check:
  package-keys: {keys: [2bc94fff7015a5f28f1537ad0cd9fed33135ce90]}
expect: {outcome: fail, object: 2bc94fff7015a5f28f1537ad0cd9fed33135ce90, observed: is not there}
