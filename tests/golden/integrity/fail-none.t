# There is no such file at all.
evidence:
  integrity:
    - {path: /a, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "aa", computed: "aa"}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: fail, observed: there is none}
