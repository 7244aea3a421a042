# What listens is written down.
evidence:
  listener:
    - {protocol: tcp, address: "0.0.0.0", port: 23, process: telnetd}
check:
  listener: {record: true}
expect: {outcome: pass, object: tcp/23, observed: "telnetd listens at 0.0.0.0"}
