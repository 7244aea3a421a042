# File, entry and what runs agree.
evidence:
  file:
    - {path: /boot, type: directory}
    - {path: /boot/loader, type: directory}
    - {path: /boot/loader/entries, type: directory}
    - {path: /boot/loader/entries/a.conf, type: file}
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "# SELINUX=disabled\nSELINUX=enforcing\nSELINUXTYPE=targeted\n", truncated: 0}
    - {path: /boot/loader/entries/a.conf, content: "options ro\n", truncated: 0}
  kernel:
    - {key: selinux_enforce, value: "1"}
check:
  selinux: {mode: enforcing}
expect: {outcome: pass, object: "/etc/selinux/config:2", setting: "selinux: at running, running enforcing"}
