# Neither a repository nor an image.
evidence:
  file: []
check:
  closure: {of: available}
expect: {outcome: missing, reason: "--repository"}
