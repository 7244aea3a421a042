# Only sshd listens to others; a resolver keeps to itself.
evidence:
  listener:
    - {protocol: tcp, address: 0.0.0.0, port: 22, process: sshd}
    - {protocol: tcp6, address: "::", port: 22, process: sshd}
    - {protocol: udp, address: 127.0.0.53, port: 53, process: systemd-resolved}
    - {protocol: unix, address: /run/dbus/system_bus_socket, port: 0, process: dbus-broker}
check:
  listener: {expected: [tcp/22], loopback-ok: true}
expect: {outcome: pass, observed: 3 sockets looked at}
