# So is a relative one; and ld.so reads DT_RPATH and DT_RUNPATH each by itself.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, rpath: lib, runpath: /usr/lib64}
check:
  elf: {paths: ["*"], runpath-under: [/usr]}
expect: {outcome: fail, object: /usr/bin/a, observed: "A20: lib in lib", total: 1}
