# 0711 is a smaller number than 0744, and not less.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/passwd, type: file, mode: "0711", uid: 0, gid: 0}
check:
  file: {path: /etc/passwd, without-bits: "0133"}
expect: {outcome: fail, expected: none of the bits 0133, observed: mode 0711}
