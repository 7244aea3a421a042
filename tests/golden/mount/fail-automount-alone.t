# An automount that waits is no mount yet.
evidence:
  mount:
    - {target: /efi, source: systemd-1, fstype: autofs, options: rw}
check:
  mount: {target: /efi, options: [rw]}
expect: {outcome: fail, observed: nothing is mounted there}
