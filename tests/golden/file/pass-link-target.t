# What the link says is asked, not what is behind it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "755"}
    - {path: /etc/os-release, type: symlink, mode: "777", target: ../usr/lib/os-release}
check:
  file: {path: /etc/os-release, target: ../usr/lib/os-release}
expect: {outcome: pass, observed: symlink}
