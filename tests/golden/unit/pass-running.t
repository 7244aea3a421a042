# Loaded, active and enabled.
evidence:
  unit:
    - {name: sshd.service, load: loaded, active: active, sub: running, file_state: enabled, preset: enabled, result: success}
check:
  unit: {name: sshd.service, active: active, sub: running, file-state: [enabled, static], preset: enabled}
expect: {outcome: pass, object: sshd.service, observed: "loaded, active (running), file enabled"}
