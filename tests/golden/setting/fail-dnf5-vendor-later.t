# One list by name: the vendor's 90 beats the administrator's 80.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/libdnf5.conf.d, type: directory}
    - {path: /etc/dnf/libdnf5.conf.d/80-x.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/share, type: directory}
    - {path: /usr/share/dnf5, type: directory}
    - {path: /usr/share/dnf5/libdnf.conf.d, type: directory}
    - {path: /usr/share/dnf5/libdnf.conf.d/90-x.conf, type: file}
  text:
    - {path: /etc/dnf/libdnf5.conf.d/80-x.conf, content: "[main]\npkg_gpgcheck=1\n", truncated: 0}
    - {path: /usr/share/dnf5/libdnf.conf.d/90-x.conf, content: "[main]\npkg_gpgcheck=0\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: fail, observed: "0 (/usr/share/dnf5/libdnf.conf.d/90-x.conf:2)"}
