# The image does not say its version.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
check:
  claim: {state: supported, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: missing, reason: VERSION_ID}
