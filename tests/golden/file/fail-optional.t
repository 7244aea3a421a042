# What is there is judged.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/passwd-, type: file, mode: "0666", uid: 0, gid: 0}
check:
  file: {path: /etc/passwd-, optional: true, without-bits: "0133"}
expect: {outcome: fail}
