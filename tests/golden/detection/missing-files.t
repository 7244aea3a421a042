# The files were not collected.
evidence:
  kernel:
    - {key: release, value: 6.18.5}
check:
  detection: {class: D, tool: rpm, rule: ["always -> accept any"]}
expect: {outcome: missing, reason: files}
