# A sealed image: cloud-init has not been there yet.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/sudoers, type: file, mode: "0440", uid: 0, gid: 0}
    - {path: /etc/sudoers.d/README, type: file, mode: "0440", uid: 0, gid: 0}
  text:
    - {path: /etc/sudoers, truncated: 0, content: "root ALL=(ALL) ALL\n%wheel ALL=(ALL) ALL\n# %wheel ALL=(ALL) NOPASSWD: ALL\n@includedir /etc/sudoers.d\n"}
    - {path: /etc/sudoers.d/README, truncated: 0, content: "# nothing\n"}
check:
  sudoers: {tag: NOPASSWD, absent: true}
expect: {outcome: pass, observed: no NOPASSWD}
