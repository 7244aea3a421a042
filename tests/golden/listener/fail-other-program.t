# The port is right, the program is not.
evidence:
  listener:
    - {protocol: tcp, address: 0.0.0.0, port: 22, process: dropbear}
check:
  listener: {allowed: [tcp/22/sshd]}
expect: {outcome: fail, object: tcp/22, observed: dropbear}
