# libselinux compares the letters of the word, and takes the first line that has some.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/selinux, type: directory}
    - {path: /etc/selinux/config, type: file}
  text:
    - {path: /etc/selinux/config, content: "SELINUX=permissive # for now\nSELINUX=enforcing\n", truncated: 0}
check:
  setting: {format: keyvalue, path: /etc/selinux/config, key: SELINUX, equals: enforcing}
expect: {outcome: fail, observed: "permissive # for now (/etc/selinux/config:1)"}
