# An override beats the repository's own section.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
    - {path: /etc/dnf/repos.override.d, type: directory}
    - {path: /etc/dnf/repos.override.d/9.repo, type: file}
    - {path: /etc/yum.repos.d, type: directory}
    - {path: /etc/yum.repos.d/azl.repo, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\npkg_gpgcheck=1\n", truncated: 0}
    - {path: /etc/dnf/repos.override.d/9.repo, content: "[ba*]\npkg_gpgcheck=false\n", truncated: 0}
    - {path: /etc/yum.repos.d/azl.repo, content: "[base]\nbaseurl=https://a/\ngpgcheck=1\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, select: "*", key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: fail, observed: "0 (/etc/dnf/repos.override.d/9.repo:2)"}
