# The file that sets it is masked by a link to /dev/null.
evidence:
  sysctl:
    - {name: kernel.kptr_restrict, value: "1"}
  file:
    - {path: /dev, type: directory}
    - {path: /dev/null, type: character}
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/50-a.conf, type: symlink, target: /dev/null}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-a.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/50-a.conf, content: "kernel.kptr_restrict=1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, persistent: true}
expect: {outcome: fail, observed: configured nowhere}
