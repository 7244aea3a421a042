# Loopback is not excused unless the suite says so.
evidence:
  listener:
    - {protocol: udp, address: 127.0.0.53, port: 53, process: ""}
check:
  listener: {allowed: [tcp/22]}
expect: {outcome: fail, object: udp/53, observed: an unknown program listens at 127.0.0.53}
