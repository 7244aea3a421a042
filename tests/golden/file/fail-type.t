# A directory where a file has to be.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
check:
  file: {path: /etc, type: file, mode: "0755"}
expect: {outcome: fail, expected: file, observed: directory, total: 1}
