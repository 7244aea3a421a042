# A link to nothing is something that stands there.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
    - {path: /etc/redhat-release, type: symlink, mode: "777", target: system-release}
check:
  file: {path: /etc/redhat-release, present: false}
expect: {outcome: fail, expected: not there, observed: a symlink is there}
