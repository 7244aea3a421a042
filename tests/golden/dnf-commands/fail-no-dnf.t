# An image without a package manager.
evidence:
  file:
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/bin, type: directory, mode: "0755", uid: 0, gid: 0}
  package:
    - {nevra: dnf5-5-1.x86_64, name: dnf5, version: "5", release: "1", arch: x86_64, license: x, size: 1}
check:
  dnf-commands: {commands: ['dnf install -y agent']}
expect: {outcome: fail, expected: a program that the image has, observed: 'dnf: in no folder of PATH'}
