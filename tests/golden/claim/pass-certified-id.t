# By its ID and whole version, among others.
evidence:
  file: []
  os_release:
    - {key: ID, value: azurelinux}
    - {key: NAME, value: Azure Linux}
    - {key: VERSION_ID, value: "4.0"}
check:
  claim: {state: certified, on: [fedora 43, azurelinux 4.0], read: 2026-11-26, source: 'https://example.com/platforms'}
expect: {outcome: pass, observed: certified on fedora 43}
