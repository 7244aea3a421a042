# $ORIGIN is where the object lies, and ".." leads out of it.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, runpath: "$ORIGIN/../../home/build"}
check:
  elf: {paths: ["*"], runpath-under: [/usr]}
expect: {outcome: fail, object: /usr/bin/a, observed: "A20: $ORIGIN/../../home/build in"}
