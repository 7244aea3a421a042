# A package alone is asked for, and there is no database.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  absent: {packages: [xorg-x11-server-common]}
expect: {outcome: missing, reason: "no evidence of packages"}
