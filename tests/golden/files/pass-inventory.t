# The set-uid programs are the known ones.
evidence:
  file:
    - {path: /usr/bin/sudo, type: file, mode: "4111", uid: 0, gid: 0}
    - {path: /usr/bin/ls, type: file, mode: "755", uid: 0, gid: 0}
check:
  files: {type: file, without-bits: "6000", allowed: [/usr/bin/sudo], at-least: 1}
expect: {outcome: pass, observed: "2 paths looked at, 1 allowed"}
