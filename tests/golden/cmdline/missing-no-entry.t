# What runs is right; nothing says what the next boot is.
evidence:
  file:
    - {path: /boot, type: directory}
  kernel:
    - {key: cmdline, value: "audit=1"}
check:
  cmdline: {must: [audit=1]}
expect: {outcome: missing, reason: no boot entry}
