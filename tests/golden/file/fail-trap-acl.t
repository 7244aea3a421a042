# An access list lets in more than the mode shows.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/k, type: file, mode: "0600", uid: 0, gid: 0, acl: "user:1000:r--,group::---,mask::r--"}
check:
  file: {path: /etc/k, without-bits: "0177"}
expect: {outcome: fail, observed: "mode 0600, and an access list: user:1000:r--,group::---,mask::r--"}
