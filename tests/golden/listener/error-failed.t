# The table of sockets could not be read.
evidence:
  file: []
failed: {listeners: permission denied}
check:
  listener: {allowed: []}
expect: {outcome: error, reason: "evidence of listeners failed: permission denied"}
