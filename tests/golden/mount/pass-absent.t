# Nothing may be mounted there, and nothing is.
evidence:
  mount: []
check:
  mount: {target: /media/cdrom, present: false}
expect: {outcome: pass}
