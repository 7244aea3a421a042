# A word that must not stand there, whatever its value.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
  text:
    - {path: /boot/loader/entries/a.conf, content: "options nokaslr\n", truncated: 0}
check:
  cmdline: {forbid: [nokaslr]}
expect: {outcome: fail, expected: no nokaslr}
