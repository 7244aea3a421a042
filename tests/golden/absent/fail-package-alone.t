# There is no unit to switch off: the package is the fault.
evidence:
  file:
    - {path: /etc, type: directory}
  package:
    - {nevra: xorg-x11-server-common-1-1.azl4.x86_64, name: xorg-x11-server-common, version: "1", release: "1.azl4", arch: x86_64}
check:
  absent: {packages: [xorg-x11-server-common]}
expect: {outcome: fail, expected: "not installed", observed: xorg-x11-server-common-1}
