# One has failed.
evidence:
  unit:
    - {name: a.service, load: loaded, active: active}
    - {name: auditd.service, load: loaded, active: failed, result: exit-code}
check:
  units: {failed: none}
expect: {outcome: fail, object: auditd.service, expected: not failed, observed: "failed: exit-code", total: 1}
