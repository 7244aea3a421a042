# Too low.
evidence:
  kernel_config:
    - {name: CONFIG_DEFAULT_MMAP_MIN_ADDR, value: "4096"}
check:
  kernel-config: {name: CONFIG_DEFAULT_MMAP_MIN_ADDR, at-least: 65536}
expect: {outcome: fail, expected: at least 65536, observed: "4096"}
