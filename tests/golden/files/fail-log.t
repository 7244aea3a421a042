# What is not, may not.
evidence:
  file:
    - {path: /var, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/a, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/a/secure, type: file, mode: "0644", uid: 0, gid: 0}
check:
  files: {type: file, match: ["/var/log/*"], except: ["/var/log/journal/*", "/var/log/wtmp*"], without-bits: "0137"}
expect: {outcome: fail, object: /var/log/a/secure}
