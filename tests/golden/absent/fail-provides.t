# A package of another name that provides it is the same thing renamed.
evidence:
  file:
    - {path: /etc, type: directory}
  package:
    - {nevra: xorg-server-1-1.azl4.x86_64, name: xorg-server, version: "1", release: "1.azl4", arch: x86_64}
  package_dep:
    - {nevra: xorg-server-1-1.azl4.x86_64, kind: provides, name: xorg-x11-server-common, flags: "", version: ""}
check:
  absent: {packages: [xorg-x11-server-common]}
expect: {outcome: fail, observed: "xorg-server-1-1.azl4.x86_64 (provides xorg-x11-server-common)"}
