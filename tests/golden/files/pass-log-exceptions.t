# What is excepted may be open.
evidence:
  file:
    - {path: /var, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/a, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/journal, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/journal/x, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/a/secure, type: file, mode: "0640", uid: 0, gid: 0}
    - {path: /var/log/wtmp, type: file, mode: "0664", uid: 0, gid: 0}
    - {path: /var/log/journal/x/system.journal, type: file, mode: "0644", uid: 0, gid: 0}
check:
  files: {type: file, match: ["/var/log/*"], except: ["/var/log/journal/*", "/var/log/wtmp*"], without-bits: "0137"}
expect: {outcome: pass, observed: "1 paths looked at"}
