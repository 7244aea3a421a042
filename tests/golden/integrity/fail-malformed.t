# The value is no digest.
evidence:
  integrity:
    - {path: /usr/lib/modules/6.18/vmlinuz, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "", computed: "aa"}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: fail, observed: has none that is well-formed}
