# A folder that only begins like an allowed one.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, runpath: "/usr/lib64:/usr/lib64x"}
check:
  elf: {paths: ["*"], runpath-under: [/usr/lib64]}
expect: {outcome: fail, object: /usr/bin/a, observed: "A20: /usr/lib64x in /usr/lib64:/usr/lib64x", total: 1}
