# Nobody wrote it down.
evidence:
  file:
    - {path: /etc, type: directory}
  mount:
    - {target: /home, source: x, fstype: ext4, options: "nodev,rw"}
check:
  mount: {target: /home, explicit: required}
expect: {outcome: fail, observed: declared nowhere}
