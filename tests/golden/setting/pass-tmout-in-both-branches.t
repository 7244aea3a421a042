# Both branches set it.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - {path: /etc/profile, content: "if [ \"$UID\" = 0 ]; then\n\tTMOUT=600\n\treadonly TMOUT\n\texport TMOUT\nelse\n\tTMOUT=600\n\treadonly TMOUT\n\texport TMOUT\nfi\n", truncated: 0}
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900, readonly: true, exported: true}
expect: {outcome: pass}
