# The service that has to answer does not.
evidence:
  listener: []
check:
  listener: {expected: [tcp/22]}
expect: {outcome: fail, object: tcp/22, expected: a listener, observed: nothing listens}
