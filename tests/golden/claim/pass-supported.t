# The vendor names this release.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: supported, on: Azure Linux 4, read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: pass, object: 'https://example.com/platforms', observed: "supported on Azure Linux 4, read 2026-11-26"}
