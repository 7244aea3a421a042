# No configuration: sshd does not start.
evidence:
  file: []
  text: []
check:
  sshd: {option: PermitRootLogin, equals: "no"}
expect: {outcome: fail, object: /etc/ssh/sshd_config, observed: not there}
