# It came up to its target.
evidence:
  boot:
    - {key: outcome, value: reached}
    - {key: target, value: multi-user.target}
  console: []
check:
  boot: {target: multi-user.target, no-console: [oops]}
expect: {outcome: pass, object: target, observed: multi-user.target}
