# Without an image there is nothing to run on.
evidence:
  meta:
    - {key: source.kind, value: rpm}
  file:
    - {path: /opt/p/bin/p, type: file, mode: "0755", size: 10}
  elf:
    - {id: 1, path: /opt/p/bin/p, class: 64, machine: x86_64, type: executable, interpreter: /lib64/ld.so}
  elf_needed:
    - {elf: 1, position: 0, soname: liba.so.1}
  elf_import:
    - {elf: 1, name: f, version: '', library: '', weak: 0, type: function}
check:
  runs: {}
expect: {outcome: missing, reason: --image}
