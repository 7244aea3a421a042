# Folders of the system, the object's own folder tree, and a way round that ends in the former.
evidence:
  elf:
    - {id: 1, path: /usr/bin/a, class: 64, machine: x86_64, type: executable, runpath: "/usr/lib64/a:$ORIGIN/../lib64/b"}
    - {id: 2, path: /opt/vendor/lib/libb.so.1, class: 64, machine: x86_64, type: shared, runpath: "$ORIGIN:${ORIGIN}/plugins/."}
    - {id: 3, path: /usr/lib64/libc.so.1, class: 64, machine: x86_64, type: shared, rpath: "/usr/$LIB"}
    - {id: 4, path: /usr/lib64/libd.so.1, class: 64, machine: x86_64, type: shared}
check:
  elf: {paths: ["*"], runpath-under: [/usr/lib64, /usr/lib/]}
expect: {outcome: pass, observed: 4 looked at}
