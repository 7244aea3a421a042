# Its configuration and its database are left, AIDE is not.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /var, type: directory}
    - {path: /var/lib, type: directory}
    - {path: /var/lib/aide, type: directory}
    - {path: /var/lib/aide/aide.db.gz, type: file, size: 7}
    - {path: /etc/aide.conf, type: file, size: 9}
  text:
    - {path: /etc/aide.conf, content: "@@define DBDIR /var/lib/aide\ndatabase_in=file:@@{DBDIR}/aide.db.gz\n", truncated: 0}
check:
  aide: {database: true}
expect: {outcome: fail, object: aide}
