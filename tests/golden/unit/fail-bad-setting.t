# Its file cannot be read.
evidence:
  unit:
    - {name: x.service, load: bad-setting, active: inactive, sub: dead, file_state: static}
check:
  unit: {name: x.service, active: inactive}
expect: {outcome: fail, expected: load loaded, observed: load bad-setting}
