# The group may read, and somebody else as well.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/k, type: file, mode: "0640", uid: 0, gid: 0, acl: "group:1000:r--,group::r--,mask::r--"}
check:
  file: {path: /etc/k, without-bits: "0137"}
expect: {outcome: fail, observed: "mode 0640, and an access list", total: 1}
