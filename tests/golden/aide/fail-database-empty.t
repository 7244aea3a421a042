# The database is empty.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /usr, type: directory}
    - {path: /usr/sbin, type: directory}
    - {path: /var, type: directory}
    - {path: /var/lib, type: directory}
    - {path: /var/lib/aide, type: directory}
    - {path: /usr/sbin/aide, type: file, size: 9}
    - {path: /var/lib/aide/aide.db.gz, type: file, size: 0}
    - {path: /etc/aide.conf, type: file, size: 9}
  text:
    - {path: /etc/aide.conf, content: "@@define DBDIR /var/lib/aide\ndatabase_in=file:@@{DBDIR}/aide.db.gz\n", truncated: 0}
check:
  aide: {database: true}
expect: {outcome: fail, object: /var/lib/aide/aide.db.gz}
