# What is loaded is asked, and nothing runs.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  module: {name: cramfs, loaded: false}
expect: {outcome: missing, reason: no evidence of kernel}
