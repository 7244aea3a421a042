# The vendor says that it does not support it.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: unsupported, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: fail, expected: supported by its vendor, observed: unsupported on Azure Linux 4}
