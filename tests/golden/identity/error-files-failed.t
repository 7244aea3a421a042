# The collector of files ended early.
evidence:
  meta: []
failed: {files: the guest went away}
check:
  identity: {key: ID, equals: azurelinux}
expect: {outcome: error, reason: "evidence of files failed: the guest went away"}
