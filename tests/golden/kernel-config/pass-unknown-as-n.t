# An option that is gone counts as off where the suite says so.
evidence:
  kernel_config:
    - {name: CONFIG_VIRTIO_FS, value: m}
check:
  kernel-config: {name: CONFIG_DEVKMEM, equals: n, absent-ok: true}
expect: {outcome: pass, observed: n}
