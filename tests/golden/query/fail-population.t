# Nothing to look at proves nothing.
evidence:
  account: []
check:
  query:
    sql: SELECT name AS object, password AS observed FROM account WHERE password = 'empty'
    population: SELECT count(*) FROM account
expect: {outcome: fail, object: population, observed: there is nothing}
