# The right type, with the options, without the other.
evidence:
  mount:
    - {target: /tmp, source: tmpfs, fstype: tmpfs, options: "nodev,nosuid,rw,size=512000k"}
check:
  mount: {target: /tmp, fstype: tmpfs, options: [nodev, nosuid, "size=*"], absent-options: [suid]}
expect: {outcome: pass, object: /tmp}
