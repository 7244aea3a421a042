# Mail is taken from the machine itself; what else listens is not asked.
evidence:
  listener:
    - {protocol: tcp, address: "127.0.0.1", port: 25, process: master}
    - {protocol: tcp6, address: "::1", port: 25, process: master}
    - {protocol: tcp, address: "0.0.0.0", port: 22, process: sshd}
check:
  listener: {only-loopback: [tcp/25, tcp/465, tcp/587], offline: postfix}
expect: {outcome: pass}
