# A zone whose text is not there.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/firewalld.service, type: symlink, target: /usr/lib/systemd/system/firewalld.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/firewalld, type: directory}
    - {path: /usr/lib/firewalld/zones, type: directory}
    - {path: /usr/lib/firewalld/zones/drop.xml, type: file, size: 29}
    - {path: /usr/lib/firewalld/zones/public.xml, type: file, size: 102}
    - {path: /usr/lib/firewalld/zones/trusted.xml, type: file, size: 95}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/firewalld.service, type: file, size: 77}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/firewalld/zones/drop.xml, content: "<zone target=\"DROP\">\n</zone>\n", truncated: 0}
    - {path: /usr/lib/firewalld/zones/trusted.xml, content: "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<zone target=\"ACCEPT\">\n  <short>Trusted</short>\n</zone>\n", truncated: 0}
    - {path: /usr/lib/systemd/system/firewalld.service, content: "[Service]\nExecStart=/usr/sbin/firewalld\n[Install]\nWantedBy=multi-user.target\n", truncated: 0}
check:
  firewall: {targets: [default, DROP, "%%REJECT%%"]}
expect: {outcome: missing, reason: public.xml}
