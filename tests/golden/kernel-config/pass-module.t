# Built in or as a module.
evidence:
  kernel_config:
    - {name: CONFIG_VIRTIO_FS, value: m}
check:
  kernel-config: {name: CONFIG_VIRTIO_FS, one-of: [y, m]}
expect: {outcome: pass, observed: m}
