# An option the kernel does not know is no proof, even of n.
evidence:
  kernel_config:
    - {name: CONFIG_VIRTIO_FS, value: m}
check:
  kernel-config: {name: CONFIG_DEVKMEM, equals: n}
expect: {outcome: fail, expected: n, observed: this kernel does not know it}
