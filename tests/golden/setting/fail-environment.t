# Within quotes, and the last assignment.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysconfig, type: directory}
    - {path: /etc/sysconfig/chronyd, type: file}
  text:
    - {path: /etc/sysconfig/chronyd, content: "OPTIONS=\"-F 2\"\nOPTIONS=\"-F 2 -u root\"\n", truncated: 0}
check:
  setting: {format: environment, path: /etc/sysconfig/chronyd, key: OPTIONS, default: "", forbidden: ["*-u root*"]}
expect: {outcome: fail, expected: "none of *-u root*", observed: "-F 2 -u root (/etc/sysconfig/chronyd:2)"}
