# Something else listens.
evidence:
  listener:
    - {protocol: tcp, address: 0.0.0.0, port: 22, process: sshd}
    - {protocol: tcp6, address: "::", port: 111, process: rpcbind}
check:
  listener: {allowed: [tcp/22]}
expect: {outcome: fail, object: tcp/111, expected: no listener, observed: "rpcbind listens at ::", total: 1}
