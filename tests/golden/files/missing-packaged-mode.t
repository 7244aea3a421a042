# There is no database of packages.
evidence:
  file:
    - {path: /usr/bin/su, type: file, mode: "4755", uid: 0, gid: 0}
check:
  files: {type: file, with-bits: "6000", packaged-mode: true}
expect: {outcome: missing}
