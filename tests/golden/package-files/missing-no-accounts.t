# Owners cannot be compared without the names of the image.
evidence:
  file:
    - {path: /usr/bin/a, type: file, mode: "0755", uid: 0, gid: 0}
  package_file:
    - {nevra: a-1-1.x86_64, path: /usr/bin/a, mode: "100755", user: root, group_: root, flags: ""}
check:
  package-files: {what: owner}
expect: {outcome: missing, reason: accounts}
