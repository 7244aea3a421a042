# A row has to say what it is about.
evidence:
  account: []
check:
  query: {sql: "SELECT name FROM account"}
expect: {outcome: error, reason: the query has no column named object}
