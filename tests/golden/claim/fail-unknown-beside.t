# Something is not known; what is known is enough to say no.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: unsupported, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms', unknown: [which kernels]}
expect: {outcome: fail, object: 'https://example.com/platforms', unchecked: 'which kernels: nobody could find it out'}
