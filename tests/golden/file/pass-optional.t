# What is not there is no fault.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
check:
  file: {path: /etc/passwd-, optional: true, without-bits: "0133"}
expect: {outcome: pass, observed: not there}
