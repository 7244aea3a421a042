# It came up, but not without an oops.
evidence:
  boot:
    - {key: outcome, value: reached}
  console:
    - {class: oops, text: "BUG: kernel NULL pointer dereference"}
check:
  boot: {no-console: [oops, panic]}
expect: {outcome: fail, object: oops, observed: NULL pointer}
