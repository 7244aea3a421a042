# A package of before the merge still says /bin.
evidence:
  file:
    - {path: /usr/bin/ls, type: file, mode: "755"}
  package_file:
    - {nevra: coreutils-9.7-1.x86_64, path: /bin/ls}
check:
  files: {match: [/usr/*], owned: true}
expect: {outcome: pass}
