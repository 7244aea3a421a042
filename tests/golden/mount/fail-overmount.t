# Two over one another: both have to be right.
evidence:
  mount:
    - {target: /tmp, source: tmpfs, fstype: tmpfs, options: "nodev,nosuid"}
    - {target: /tmp, source: /dev/vdb1, fstype: ext4, options: "rw"}
check:
  mount: {target: /tmp, options: [nosuid]}
expect: {outcome: fail, observed: rw, total: 1}
