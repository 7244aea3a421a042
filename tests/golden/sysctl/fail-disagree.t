# Both are allowed, but what runs is not what is configured.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "2"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/50-a.conf, type: file}
  text:
    - {path: /etc/sysctl.d/50-a.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: fail, expected: the configured value is the running one, observed: "2 runs, 1 is configured in /etc/sysctl.d/50-a.conf:1", total: 1}
