# Signed by another key.
evidence:
  package:
    - {nevra: "openssl-1:3.5.4-8.azl4.x86_64", name: openssl, epoch: 1, version: 3.5.4, release: 8.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
    - {nevra: setup-2.15.0-1.azl4.noarch, name: setup, version: 2.15.0, release: 1.azl4, arch: noarch, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
check:
  package: {name: openssl, signer: [bc528686b50d79e339d3721ceb3e94adbe1229cf]}
expect: {outcome: fail, expected: bc528686, observed: signed by 0cd9fed33135ce90}
