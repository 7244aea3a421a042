# The library itself does not have it, and the control says so: not counted, and not passed.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: .rodata1, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "", errors: ""}
    - {argv: "/usr/bin/openssl pkeyutl -sign", end: exited, code: 1, output: "", errors: ""}
    - {argv: "+control.cnf=6f70656e73736c5f636f6e66203d20690a5b695d0a70726f766964657273203d20700a616c675f73656374696f6e203d20610a5b705d0a64656661756c74203d20640a6c6567616379203d20640a5b645d0a6163746976617465203d20310a5b615d0a64656661756c745f70726f70657274696573203d203f70726f76696465723d64656661756c740a /usr/bin/env OPENSSL_CONF=control.cnf /usr/bin/openssl pkeyutl -sign", end: exited, code: 1, output: "", errors: "invalid digest"}
check:
  crypto: {cases: cases.txt, group: absent}
expect: {outcome: pass, observed: "redhat: 0 refused, 1 answered, 0 recorded"}
