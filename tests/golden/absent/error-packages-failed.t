# The database could not be read.
evidence:
  file:
    - {path: /etc, type: directory}
failed: {packages: "rpmdb.sqlite: damaged"}
check:
  absent: {packages: [avahi], units: [avahi-daemon.socket, avahi-daemon.service]}
expect: {outcome: error, reason: damaged}
