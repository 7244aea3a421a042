# Files were not collected.
evidence:
  kernel:
    - {key: release, value: "6.18"}
check:
  fips-variant: {allowed: [upstream]}
expect: {outcome: missing, reason: files}
