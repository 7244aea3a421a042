# A list of access lets in somebody else.
evidence:
  file:
    - {path: /var, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /var/log/secure, type: file, mode: "0640", uid: 0, gid: 0, acl: "user:1000:r--,group::r--,mask::r--"}
check:
  files: {type: file, match: ["/var/log/*"], except: ["/var/log/journal/*", "/var/log/wtmp*"], without-bits: "0137"}
expect: {outcome: fail, observed: "mode 0640, and an access list"}
