# The link says something else.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
    - {path: /etc/localtime, type: symlink, mode: "777", target: ../usr/share/zoneinfo/CET}
check:
  file: {path: /etc/localtime, target: ../usr/share/zoneinfo/UTC}
expect: {outcome: fail, expected: UTC, observed: a link to ../usr/share/zoneinfo/CET}
