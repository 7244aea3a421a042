# A name that only begins the same is another package.
evidence:
  file:
    - {path: /etc, type: directory}
  package:
    - {nevra: avahi-libs-1-1.azl4.x86_64, name: avahi-libs, version: "1", release: "1.azl4", arch: x86_64}
check:
  absent: {packages: [avahi], units: [avahi-daemon.socket, avahi-daemon.service]}
expect: {outcome: pass, observed: "not installed"}
