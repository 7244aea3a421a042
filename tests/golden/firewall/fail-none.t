# There is neither firewalld nor nftables: that is a fault, and not a rule without an object.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  firewall: {targets: [default, DROP, "%%REJECT%%"]}
expect: {outcome: fail, observed: "firewalld.service absent, nftables.service absent"}
