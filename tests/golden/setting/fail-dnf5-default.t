# Nothing sets it, and dnf5 does not check then.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: fail, observed: "0 (not set, and this is the default of dnf5 5.2.18.0)"}
