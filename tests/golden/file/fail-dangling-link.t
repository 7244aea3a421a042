# A link that leads nowhere is no file.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
    - {path: /etc/os-release, type: symlink, mode: "777", target: ../usr/lib/os-release}
check:
  file: {path: /etc/os-release}
expect: {outcome: fail, observed: "a link to ../usr/lib/os-release, which leads nowhere"}
