# A comment is none.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysconfig, type: directory}
    - {path: /etc/sysconfig/chronyd, type: file}
  text:
    - {path: /etc/sysconfig/chronyd, content: "#OPTIONS=\"-u root\"\n OPTIONS = '-F 2'  \n", truncated: 0}
check:
  setting: {format: environment, path: /etc/sysconfig/chronyd, key: OPTIONS, default: "", forbidden: ["*-u root*"]}
expect: {outcome: pass, observed: "-F 2 (/etc/sysconfig/chronyd:2)"}
