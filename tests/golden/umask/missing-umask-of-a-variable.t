# What a variable holds is known when the shell runs.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - {path: /etc/profile, content: "umask 027\numask $MASK\n", truncated: 0}
check:
  umask: {mask: "0027"}
expect: {outcome: missing, reason: "/etc/profile:2: what umask is set is known when it runs"}
