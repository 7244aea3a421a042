# systemd does not know it.
evidence:
  unit:
    - {name: ssh.service, load: loaded, active: active, sub: running, file_state: enabled}
check:
  unit: {name: sshd.service, active: inactive}
expect: {outcome: fail, object: sshd.service, expected: there, observed: not there}
