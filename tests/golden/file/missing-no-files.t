# Nobody collected the files.
evidence:
  unit: []
check:
  file: {path: /etc/redhat-release, present: false}
expect: {outcome: missing, reason: "no evidence of config: collect from an image"}
