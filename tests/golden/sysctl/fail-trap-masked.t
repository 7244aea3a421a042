# A link to /dev/null masks the file of that name.
evidence:
  file:
    - {path: /dev, type: directory}
    - {path: /dev/null, type: character}
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
    - {path: /etc/sysctl.d/70-x.conf, type: symlink, target: /dev/null}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/70-x.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/70-x.conf, content: "kernel.kptr_restrict = 1\n", truncated: 0}
check:
  sysctl: {name: kernel.kptr_restrict, at-least: 1, explicit: recorded}
expect: {outcome: fail, observed: "configured nowhere in sysctl.d; the kernel's default is 0", setting: "kernel.kptr_restrict: at the kernel's default, effective 0"}
