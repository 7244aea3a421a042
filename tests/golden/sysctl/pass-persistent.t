# Running, and configured where the last file says so.
evidence:
  sysctl:
    - {name: kernel.printk, value: "3 4 1 7"}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/sysctl.d, type: directory}
    - {path: /usr/lib/sysctl.d/50-a.conf, type: file}
  text:
    - {path: /usr/lib/sysctl.d/50-a.conf, content: "# x\n-kernel.printk =\t3  4 1\t7 \n", truncated: 0}
check:
  sysctl: {name: kernel.printk, equals: 3 4 1 7, persistent: true}
expect: {outcome: pass, observed: "3 4 1 7, configured in /usr/lib/sysctl.d/50-a.conf:2"}
