# A function that nobody calls sets nothing.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - path: /etc/profile
      truncated: 0
      content: |
        idle() {
          readonly TMOUT=900
          export TMOUT
        }
check:
  setting: {format: shell, key: TMOUT, at-least: 1, at-most: 900, readonly: true, exported: true}
expect: {outcome: fail}
