# There is no configuration.
evidence:
  file:
    - {path: /etc, type: directory}
check:
  selinux: {mode: enforcing}
expect: {outcome: fail, object: /etc/selinux/config, observed: not there}
