# A value the kernel takes from the memory it finds is no property of the image.
evidence:
  sysctl: []
  file: []
  volatile:
    - {part: kernel, key: kernel.threads-max, value: "7000"}
check:
  sysctl: {name: kernel.threads-max, at-least: 1000}
expect: {outcome: missing, reason: kernel.threads-max differs from boot to boot and is no evidence}
