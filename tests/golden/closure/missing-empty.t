# A repository without a package proves nothing.
evidence:
  available: []
check:
  closure: {of: available}
expect: {outcome: missing, reason: no such package}
