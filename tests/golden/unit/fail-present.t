# It must not be there at all.
evidence:
  unit:
    - {name: telnet.socket, load: loaded, active: inactive, sub: dead, file_state: disabled}
check:
  unit: {name: telnet.socket, present: false}
expect: {outcome: fail, expected: not there, observed: "loaded, inactive"}
