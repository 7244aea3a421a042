# A version without a name.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: supported, on: '4', read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: pass}
