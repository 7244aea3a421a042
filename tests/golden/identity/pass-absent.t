# A key that must not be there is not.
evidence:
  os_release:
    - {key: ID, value: azurelinux}
check:
  identity: {key: SUPPORT_END, absent: true}
expect: {outcome: pass, object: SUPPORT_END, observed: not set}
