# An empty entry is the current directory, wherever it stands.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, rpath: "/usr/lib64:"}
check:
  elf: {paths: ["*"], runpath-under: [/usr]}
expect: {outcome: fail, object: /usr/bin/a, observed: "A20: the current directory"}
