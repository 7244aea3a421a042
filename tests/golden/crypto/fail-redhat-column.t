# The same answer that upstream gives is a fault of this variant.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: .rodata1, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "", errors: ""}
    - {argv: "/usr/bin/openssl pkeyutl -sign", end: exited, code: 0, output: "00", errors: ""}
check:
  crypto: {cases: cases.txt, group: absent}
expect: {outcome: fail, object: sha1}
