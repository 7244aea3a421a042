# Everybody may read: whom a list lets read is no more.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/k, type: file, mode: "0644", uid: 0, gid: 0, acl: "user:1000:r--,group::r--,mask::r--"}
check:
  file: {path: /etc/k, without-bits: "0133"}
expect: {outcome: pass}
