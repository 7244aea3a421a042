# A folder of the root file system only.
evidence:
  mount:
    - {target: /, source: /dev/vda1, fstype: ext4, options: rw}
check:
  mount: {target: /var/tmp}
expect: {outcome: fail, object: /var/tmp, observed: nothing is mounted there}
