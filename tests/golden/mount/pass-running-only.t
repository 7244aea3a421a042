# A mount of its own at run time: whoever made it.
evidence:
  file:
    - {path: /etc, type: directory}
  mount:
    - {target: /home, source: x, fstype: ext4, options: "nodev,rw"}
check:
  mount: {target: /home, explicit: recorded}
expect: {outcome: pass, setting: "/home:, running nodev,rw"}
