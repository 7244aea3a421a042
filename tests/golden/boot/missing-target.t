# Nobody says which target was reached.
evidence:
  boot:
    - {key: outcome, value: reached}
check:
  boot: {target: multi-user.target}
expect: {outcome: missing, reason: nothing is known about the target of the boot}
