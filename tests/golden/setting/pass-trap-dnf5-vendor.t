# The vendor's file turns it on, and dnf.conf does not say.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
    - {path: /usr, type: directory}
    - {path: /usr/share, type: directory}
    - {path: /usr/share/dnf5, type: directory}
    - {path: /usr/share/dnf5/libdnf.conf.d, type: directory}
    - {path: /usr/share/dnf5/libdnf.conf.d/20-azurelinux-defaults.conf, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\nbest=True\n", truncated: 0}
    - {path: /usr/share/dnf5/libdnf.conf.d/20-azurelinux-defaults.conf, content: "[main]\npkg_gpgcheck=True\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: pass, observed: "1 (/usr/share/dnf5/libdnf.conf.d/20-azurelinux-defaults.conf:2)"}
