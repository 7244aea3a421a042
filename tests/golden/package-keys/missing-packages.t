# No database of packages was read.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  package-keys: {keys: [2bc94fff7015a5f28f1537ad0cd9fed33135ce90]}
expect: {outcome: missing}
