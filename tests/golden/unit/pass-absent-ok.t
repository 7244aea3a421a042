# It need not be there, but may not run.
evidence:
  unit:
    - {name: sshd.service, load: loaded, active: active, sub: running, file_state: enabled}
check:
  unit: {name: telnet.socket, active: inactive, absent-ok: true}
expect: {outcome: pass, observed: not there}
