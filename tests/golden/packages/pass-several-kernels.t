# Kernels may be installed side by side.
evidence:
  package:
    - {nevra: kernel-core-6.18.5-1.8.azl4.x86_64, name: kernel-core, version: 6.18.5, release: 1.8.azl4, arch: x86_64, license: A, size: 1}
    - {nevra: kernel-core-6.18.31-1.16.azl4.x86_64, name: kernel-core, version: 6.18.31, release: 1.16.azl4, arch: x86_64, license: A, size: 1}
check:
  packages: {duplicates: refuse, several: [kernel*]}
expect: {outcome: pass}
