# A negative one never ends.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "Defaults timestamp_timeout=-1\n"}
check:
  sudoers: {default: timestamp_timeout, at-least: 0, at-most: 15}
expect: {outcome: fail, expected: at least 0 and at most 15, observed: "-1 (/etc/sudoers:1)"}
