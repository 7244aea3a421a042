# Mail is taken from others.
evidence:
  listener:
    - {protocol: tcp6, address: "::", port: 587, process: master}
check:
  listener: {only-loopback: [tcp/25, tcp/465, tcp/587], offline: postfix}
expect: {outcome: fail, object: tcp/587, expected: "a loopback address"}
