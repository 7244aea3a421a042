# A unit failed on the way, another may.
evidence:
  console:
    - {class: unit-failed, text: "[FAILED] Failed to start kdump.service"}
    - {class: unit-failed, text: "[FAILED] Failed to start auditd.service"}
check:
  console: {absent: [unit-failed], except: ["*kdump.service"]}
expect: {outcome: fail, object: unit-failed, observed: auditd.service, total: 1}
