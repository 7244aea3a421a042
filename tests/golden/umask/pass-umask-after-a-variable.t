# Whatever the variable held, the umask behind it holds.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/profile, type: file}
  text:
    - {path: /etc/profile, content: "umask $MASK\numask 027\n", truncated: 0}
check:
  umask: {mask: "0027"}
expect: {outcome: pass, observed: "0027 (/etc/profile:2)"}
