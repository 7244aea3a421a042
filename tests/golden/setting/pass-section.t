# Only the section asked for counts.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/j.conf, type: file}
  text:
    - {path: /etc/j.conf, content: "[Other]\nStorage=none\n[Journal]\nStorage=\"persistent\"\n[More]\nStorage=none\n", truncated: 0}
check:
  setting: {path: /etc/j.conf, section: Journal, key: Storage, equals: persistent}
expect: {outcome: pass, observed: "persistent (/etc/j.conf:4)"}
