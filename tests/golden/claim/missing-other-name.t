# The same version of another distribution.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: supported, on: Other Linux 4, read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: missing, reason: supported on Other Linux 4}
