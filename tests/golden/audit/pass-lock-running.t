# Both are locked.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/audit/rules.d/99.rules, type: file, mode: "0640", uid: 0, gid: 0}
  text:
    - {path: /etc/audit/rules.d/99.rules, truncated: 0, content: "-e 2\n"}
  command:
    - {argv: "/usr/bin/sh -c auditctl -s | grep ^enabled", end: exited, code: 0, output: "enabled 2\nfailure 1\n", errors: ""}
check:
  audit: {control: ["-e 2"]}
expect: {outcome: pass, setting: "running 2"}
