# Signed again for Secure Boot, and the value is of the file before.
evidence:
  integrity:
    - {path: /usr/lib/modules/6.18/vmlinuz, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "aa", computed: "bb"}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: fail, object: /usr/lib/modules/6.18/vmlinuz, expected: aa, observed: bb}
