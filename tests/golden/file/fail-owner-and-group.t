# Each property that is wrong is a finding of its own.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755", uid: 0, gid: 0}
    - {path: /etc/shadow, type: file, mode: "0644", uid: 1, gid: 42}
check:
  file: {path: /etc/shadow, mode-at-most: "0640", owner: 0, group: 0}
expect: {outcome: fail, object: /etc/shadow, expected: owner 0, observed: owner 1, total: 3}
