# It was never booted.
evidence:
  file: []
check:
  mount: {target: /media/cdrom, present: false}
expect: {outcome: missing, reason: no evidence of mounts}
