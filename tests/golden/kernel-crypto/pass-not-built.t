# What is not built is not refused, and not counted.
evidence:
  kernel:
    - {key: release, value: "6.18"}
  kernel_config:
    - {name: CONFIG_CRYPTO_MD5, value: y}
    - {name: CONFIG_CRYPTO_DES, value: n}
  command:
    - {argv: "azlcts-probe af-alg hash sha256 in=616263", end: exited, code: 0, output: "ba7816bf", errors: ""}
    - {argv: "azlcts-probe af-alg hash md5 in=616263", end: exited, code: 1, output: "ENOENT bind", errors: ""}
    - {argv: "azlcts-probe af-alg skcipher cbc(des) in=00", end: exited, code: 1, output: "ENOENT bind", errors: ""}
check:
  kernel-crypto: {cases: cases.txt, group: deny}
expect: {outcome: pass, observed: "1 refused, 1 answered"}
