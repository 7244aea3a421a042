# No repository is enabled: none can be without a check.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\npkg_gpgcheck=1\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, select: "*", key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: pass, observed: no repository that is enabled}
