# It does not run.
evidence:
  unit:
    - {name: sshd.service, load: loaded, active: inactive, sub: dead, file_state: disabled}
check:
  unit: {name: sshd.service, active: active, file-state: enabled}
expect: {outcome: fail, object: sshd.service, expected: active active, observed: active inactive, total: 2}
