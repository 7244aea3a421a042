# Where it is set for some alone it is not known what holds.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - {path: /etc/profile, content: "if [ \"$UID\" = 0 ]; then\n\tTMOUT=600\n\treadonly TMOUT\n\texport TMOUT\nfi\n", truncated: 0}
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900, readonly: true, exported: true}
expect: {outcome: missing, reason: "set in a branch that need not be taken"}
