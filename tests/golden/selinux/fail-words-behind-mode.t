# libselinux compares the beginning only: the first line is permissive, comment and all.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "SELINUX=permissive # for now\nSELINUX=enforcing\n", truncated: 0}
check:
  selinux: {mode: enforcing}
expect: {outcome: fail, object: "/etc/selinux/config:1", observed: permissive}
