# Nothing may be there, and nothing is.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "UUID=1 / ext4 defaults 0 1\n", truncated: 0}
check:
  mount: {target: /media/cdrom, present: false, explicit: recorded}
expect: {outcome: pass}
