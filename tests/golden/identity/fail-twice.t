# Two assignments: a reader that takes the first and one that takes the last would disagree.
evidence:
  os_release:
    - {key: ID, value: azurelinux}
    - {key: ID, value: other}
check:
  identity: {key: ID, equals: azurelinux}
expect: {outcome: fail, observed: other, total: 1}
