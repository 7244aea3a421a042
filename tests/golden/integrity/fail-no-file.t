# A value, and nothing that it is of.
evidence:
  integrity:
    - {path: /usr/lib/modules/6.18/vmlinuz, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "aa", computed: ""}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: fail, observed: it is not there}
