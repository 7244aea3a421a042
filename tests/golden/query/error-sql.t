# SQL that cannot be run decides nothing.
evidence:
  account: []
check:
  query: {sql: "SELECT nam AS object, 1 AS observed FROM account"}
expect: {outcome: error, reason: "no such column: nam"}
