# A warning is not asked about.
evidence:
  console:
    - {class: warning, text: "watchdog: no device"}
check:
  console: {absent: [panic, oops]}
expect: {outcome: pass, observed: 1 lines that mean something}
