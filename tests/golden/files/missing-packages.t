# Who owns a file is not known without packages.
evidence:
  file:
    - {path: /usr/bin/ls, type: file, mode: "755"}
check:
  files: {match: [/usr/*], owned: true}
expect: {outcome: missing, reason: no evidence of packages}
