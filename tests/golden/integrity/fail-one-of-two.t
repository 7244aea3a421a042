# Every kernel counts.
evidence:
  integrity:
    - {path: /usr/lib/modules/6.18/vmlinuz, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "aa", computed: "aa"}
    - {path: /usr/lib/modules/6.17/vmlinuz, method: hmac-sha512, source: "", stated: "", computed: "cc"}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: fail, object: /usr/lib/modules/6.17/vmlinuz, observed: none anywhere}
