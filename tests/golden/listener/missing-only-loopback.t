# Never booted, and no file decides.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  listener: {only-loopback: [tcp/25, tcp/465, tcp/587], offline: postfix}
expect: {outcome: missing, reason: "no evidence of listeners"}
