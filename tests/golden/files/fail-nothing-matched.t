# A glob that matches nothing does not pass where something was to be expected.
evidence:
  file:
    - {path: /etc/ssh/ssh_host_key, type: file, mode: "600"}
check:
  files: {match: ["/etc/sshd/*"], mode-at-most: "0600", at-least: 1}
expect: {outcome: fail, expected: something to look at, observed: "0 paths, where 1 were to be expected"}
