# Not set.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "", truncated: 0}
check:
  setting: {format: environment, path: /etc/sysconfig/chronyd, key: OPTIONS, default: "", forbidden: ["*-u root*"]}
expect: {outcome: pass, observed: "set (not set, and this is the default)"}
