# The rule of the longest path counts, whatever the order.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "/usr sha512\n/usr/bin/ p+sha256\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: fail, observed: "p+sha256 (/etc/aide.conf:2)"}
