# A repository that could not be read.
evidence:
  file: []
failed: {repository: connection refused}
check:
  closure: {of: available}
expect: {outcome: error, reason: connection refused}
