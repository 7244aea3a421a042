# No such package.
evidence:
  file:
    - {path: /etc, type: directory}
  package:
    - {nevra: bash-1-1.azl4.x86_64, name: bash, version: "1", release: "1.azl4", arch: x86_64}
check:
  absent: {packages: [avahi], units: [avahi-daemon.socket, avahi-daemon.service]}
expect: {outcome: pass, observed: "not installed; 0 of 2"}
