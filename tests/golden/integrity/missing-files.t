# Files were not collected.
evidence:
  kernel:
    - {key: release, value: "6.18"}
check:
  integrity: {paths: ["/b"], required: false}
expect: {outcome: missing, reason: files}
