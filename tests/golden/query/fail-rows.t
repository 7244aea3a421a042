# Each row is an offender.
evidence:
  account:
    - {name: root, uid: 0, password: empty}
    - {name: bin, uid: 1, password: empty}
check:
  query:
    sql: >-
      SELECT name AS object, 'a password' AS expected, password AS observed
      FROM account WHERE password = 'empty' ORDER BY name
expect: {outcome: fail, object: root, expected: a password, observed: empty, total: 2}
