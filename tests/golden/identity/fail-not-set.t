# A key that has to be there is not.
evidence:
  os_release:
    - {key: ID, value: azurelinux}
check:
  identity: {key: ID_LIKE, pattern: "(^| )fedora( |$)"}
expect: {outcome: fail, object: ID_LIKE, expected: matching, observed: not set in os-release}
