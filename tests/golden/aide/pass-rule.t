# A rule of the file's own; /usr/sbin is a link, and AIDE goes by where the file is.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/sbin, type: symlink, target: bin}
    - {path: /usr/bin/auditctl, type: file, size: 5}
    - {path: /etc/aide.conf, type: file}
  text:
    - {path: /etc/aide.conf, content: "/usr/bin/auditctl p+i+n+u+g+s+b+acl+xattrs+sha512\n", truncated: 0}
check:
  aide: {path: [/usr/sbin/auditctl], attributes: [sha512]}
expect: {outcome: pass, object: /usr/bin/auditctl}
