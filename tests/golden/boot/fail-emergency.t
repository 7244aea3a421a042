# It ended in the emergency shell.
evidence:
  boot:
    - {key: outcome, value: emergency}
  console:
    - {class: emergency, text: "You are in emergency mode."}
check:
  boot: {target: multi-user.target}
expect: {outcome: fail, object: outcome, expected: reached, observed: emergency, total: 1}
