# A database that could not be read proves nothing, not even absence.
evidence:
  meta: []
failed: {packages: the rpm database is damaged}
check:
  package: {name: telnet-server, present: false}
expect: {outcome: error, reason: the rpm database is damaged}
