# There is one where there must be none.
evidence:
  file:
    - {path: /root/.netrc, type: file, mode: "600"}
check:
  files: {match: ["*/.netrc", "*/.rhosts"], none: true}
expect: {outcome: fail, object: /root/.netrc, expected: not there}
