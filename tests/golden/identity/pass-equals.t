# The version is the one asked for.
evidence:
  os_release:
    - {key: ID, value: azurelinux}
    - {key: VERSION_ID, value: "4.0"}
check:
  identity: {key: VERSION_ID, equals: "4.0"}
expect: {outcome: pass, object: VERSION_ID, observed: "4.0"}
