# The same the other way round.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\ngpgcheck=1\npkg_gpgcheck=no\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: fail, observed: "0 (/etc/dnf/dnf.conf:3)"}
