# firewalld cuts white space around key and value.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/firewalld, type: directory}
    - {path: /etc/firewalld/firewalld.conf, type: file}
  text:
    - {path: /etc/firewalld/firewalld.conf, content: "DefaultZone=\nDefaultZone=a=b\n  DefaultZone = drop\nDefaultZone=public\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/firewalld/firewalld.conf, key: DefaultZone, equals: drop}
expect: {outcome: pass, observed: "drop (/etc/firewalld/firewalld.conf:3)"}
