# ... but with scope everywhere it is a fault.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults:bob !authenticate\n"}
check:
  sudoers: {default: authenticate, set: true, scope: everywhere}
expect: {outcome: fail, object: "Defaults:bob authenticate", observed: "off (/etc/sudoers:1)", total: 1}
