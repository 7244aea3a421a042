# ... bounded by its mask.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/k, type: file, mode: "0600", uid: 0, gid: 0, acl: "user:1000:rw-,group::r--,mask::---"}
check:
  file: {path: /etc/k, without-bits: "0177"}
expect: {outcome: pass}
