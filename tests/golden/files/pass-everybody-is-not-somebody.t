# What a list lets one user write is not what all may write.
evidence:
  file:
    - {path: /srv, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /srv/x, type: file, mode: "0664", uid: 0, gid: 0, acl: "user:1000:rw-,group::r--,mask::rw-"}
check:
  files: {type: file, without-bits: "0002"}
expect: {outcome: pass}
