# A table of a part nobody collected has no rows, and that is no pass.
evidence:
  account:
    - {name: root, uid: 0, password: locked}
check:
  query:
    sql: SELECT a.name AS object, f.path AS observed FROM account AS a JOIN "file" AS f ON f.uid = a.uid
expect: {outcome: missing, reason: no evidence of files}
