# The running kernel's configuration says what the default is.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/sysctl.d, type: directory}
  kernel_config:
    - {name: CONFIG_SECURITY_DMESG_RESTRICT, value: y}
  sysctl:
    - {name: kernel.dmesg_restrict, value: "1"}
check:
  sysctl: {name: kernel.dmesg_restrict, equals: "1", explicit: recorded}
expect: {outcome: pass, observed: by the kernel's default, setting: "effective 1, running 1"}
