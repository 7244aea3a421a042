# Another distribution.
evidence:
  os_release:
    - {key: ID, value: fedora}
check:
  identity: {key: ID, one-of: [azurelinux, mariner]}
expect: {outcome: fail, object: ID, expected: "one of azurelinux, mariner", observed: fedora}
