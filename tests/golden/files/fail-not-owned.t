# No package has brought it.
evidence:
  file:
    - {path: /usr/bin/stray, type: file, mode: "755"}
  package_file: []
check:
  files: {match: [/usr/*], owned: true}
expect: {outcome: fail, object: /usr/bin/stray, expected: owned by a package}
