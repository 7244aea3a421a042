# Nobody looked at configuration.
evidence:
  kernel:
    - {key: release, value: 6.12.0}
check:
  login-path: {mask: "0022"}
expect: {outcome: missing}
