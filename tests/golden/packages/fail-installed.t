# A package that has to be there is not.
evidence:
  package:
    - {nevra: "openssl-1:3.5.4-8.azl4.x86_64", name: openssl, epoch: 1, version: 3.5.4, release: 8.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
    - {nevra: setup-2.15.0-1.azl4.noarch, name: setup, version: 2.15.0, release: 1.azl4, arch: noarch, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
check:
  packages: {installed: [openssl, sudo]}
expect: {outcome: fail, object: sudo, expected: installed, observed: not installed, total: 1}
