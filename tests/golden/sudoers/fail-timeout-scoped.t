# One user has an hour.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults:bob timestamp_timeout=60\n"}
check:
  sudoers: {default: timestamp_timeout, at-least: 0, at-most: 15, scope: everywhere}
expect: {outcome: fail, object: "Defaults:bob timestamp_timeout", total: 1}
