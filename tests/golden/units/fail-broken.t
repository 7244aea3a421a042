# A unit file that systemd cannot read.
evidence:
  unit:
    - {name: a.service, load: bad-setting, active: inactive}
check:
  units: {}
expect: {outcome: fail, object: a.service, observed: load bad-setting}
