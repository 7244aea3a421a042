# Quotes hold blanks together: what is in them is no word.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options dyndbg=\"file a.c +p selinux=0\" \"x=1 enforcing=0\" ro\n", truncated: 0}
check:
  cmdline: {forbid: [selinux=0, enforcing=0]}
expect: {outcome: pass}
