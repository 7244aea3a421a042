# One unsigned, one of another vendor, release and key, one twice; keys are no packages.
evidence:
  package:
    - {nevra: gpg-pubkey-3135ce90-5e6fda74, name: gpg-pubkey, version: 3135ce90, release: 5e6fda74, arch: (none), license: pubkey, size: 0}
    - {nevra: a-1-1.azl4.x86_64, name: a, version: 1, release: 1.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1}
    - {nevra: b-1-1.fc43.x86_64, name: b, version: 1, release: 1.fc43, arch: x86_64, vendor: Fedora Project, license: A, size: 1, signer: 829b606631645531}
    - {nevra: c-1-1.azl4.x86_64, name: c, version: 1, release: 1.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
    - {nevra: c-1-2.azl4.x86_64, name: c, version: 1, release: 2.azl4, arch: x86_64, vendor: Microsoft Corporation, license: A, size: 1, signer: 0cd9fed33135ce90}
check:
  packages: {signed: true, signers: [0cd9fed33135ce90], vendor: "^Microsoft Corporation$", release: "\\.azl4", duplicates: refuse}
expect: {outcome: fail, object: a-1-1.azl4.x86_64, observed: no signature, total: 6}
