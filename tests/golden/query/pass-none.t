# No row, no offender.
evidence:
  account:
    - {name: root, uid: 0, password: locked}
check:
  query:
    sql: SELECT name AS object, password AS observed FROM account WHERE password = 'empty'
    population: SELECT count(*) FROM account
expect: {outcome: pass, observed: no offender among 1}
