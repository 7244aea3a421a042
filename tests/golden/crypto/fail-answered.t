# What has to be refused is answered.
evidence:
  integrity:
    - {path: /usr/lib64/ossl-modules/fips.so, method: hmac-sha256, source: /etc/pki/tls/openssl.d/fipsmodule.cnf, stated: aa, computed: aa}
  command:
    - {argv: "/usr/bin/openssl dgst -sha256", end: exited, code: 0, output: "BA78:16bf  -", errors: ""}
    - {argv: "/usr/bin/openssl dgst -md5", end: exited, code: 0, output: "9001", errors: ""}
    - {argv: "+control.cnf=6f70656e73736c5f636f6e66203d20690a5b695d0a70726f766964657273203d20700a616c675f73656374696f6e203d20610a5b705d0a64656661756c74203d20640a6c6567616379203d20640a5b645d0a6163746976617465203d20310a5b615d0a64656661756c745f70726f70657274696573203d203f70726f76696465723d64656661756c740a /usr/bin/env OPENSSL_CONF=control.cnf /usr/bin/openssl dgst -md5", end: exited, code: 0, output: "9001", errors: ""}
check:
  crypto: {cases: cases.txt, group: deny}
expect: {outcome: fail, object: md5, observed: "it is answered: 9001"}
