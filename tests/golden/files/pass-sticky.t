# A folder all may write to, where nobody can remove another's files; links have no mode.
evidence:
  file:
    - {path: /tmp, type: directory, mode: "1777"}
    - {path: /bin, type: symlink, mode: "777", target: usr/bin}
check:
  files: {without-bits: "0002", unless-bits: "1000"}
expect: {outcome: pass}
