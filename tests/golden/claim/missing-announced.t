# An announcement is no support.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: announced, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: missing, reason: announced on Azure Linux 4}
