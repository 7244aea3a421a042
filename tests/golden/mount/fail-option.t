# An option is missing.
evidence:
  mount:
    - {target: /tmp, source: tmpfs, fstype: tmpfs, options: "nodev,rw"}
check:
  mount: {target: /tmp, options: [nodev, nosuid]}
expect: {outcome: fail, object: /tmp, expected: option nosuid, observed: "nodev,rw", total: 1}
