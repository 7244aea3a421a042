# Nothing may be there, and fstab says so.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
  text:
    - {path: /etc/fstab, content: "/dev/sr0 /media/cdrom udf ro 0 0\n", truncated: 0}
check:
  mount: {target: /media/cdrom, present: false, explicit: recorded}
expect: {outcome: fail, observed: "declared in /etc/fstab:1"}
