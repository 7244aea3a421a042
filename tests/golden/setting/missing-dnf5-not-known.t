# No libdnf5 is installed: whose default would it be?
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/dnf, type: directory}
    - {path: /etc/dnf/dnf.conf, type: file}
  text:
    - {path: /etc/dnf/dnf.conf, content: "[main]\n", truncated: 0}
check:
  setting: {format: dnf5, key: [pkg_gpgcheck, gpgcheck], equals: "1"}
expect: {outcome: missing}
