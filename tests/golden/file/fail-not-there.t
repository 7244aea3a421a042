# A path that is not in the evidence is not there.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755", uid: 0, gid: 0}
check:
  file: {path: /etc/passwd}
expect: {outcome: fail, object: /etc/passwd, expected: there, observed: not there}
