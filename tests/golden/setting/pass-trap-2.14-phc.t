# A PHC refclock is a source: the clock of the host.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/chrony.conf, type: file, size: 37}
    - {path: /etc/chrony.d, type: directory}
    - {path: /etc/chrony.d/azure.conf, type: file, size: 71}
  text:
    - {path: /etc/chrony.conf, content: "confdir /etc/chrony.d\nmakestep 1.0 3\n", truncated: 0}
    - {path: /etc/chrony.d/azure.conf, content: "# host\nrefclock PHC /dev/ptp_hyperv poll 3 dpoll -2 offset 0 stratum 2\n", truncated: 0}
check:
  setting: {format: chrony, key: [server, pool, refclock], count-at-least: 1}
expect: {outcome: pass}
