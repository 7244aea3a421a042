# The file is what the value says.
evidence:
  integrity:
    - {path: /usr/lib/modules/6.18/vmlinuz, method: hmac-sha512, source: "/usr/lib/modules/6.18/.vmlinuz.hmac", stated: "aa", computed: "aa"}
check:
  integrity: {paths: ["/usr/lib/modules/*/vmlinuz"]}
expect: {outcome: pass, object: /usr/lib/modules/6.18/vmlinuz}
