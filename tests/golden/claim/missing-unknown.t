# The vendor supports it, and something is not known.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: supported, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms', unknown: [which kernels]}
expect: {outcome: missing, reason: which kernels, unchecked: 'which kernels: nobody could find it out'}
