# Which release it is, the packages say.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki/key.asc, type: file, mode: "0644", uid: 0, gid: 0}
check:
  vendor-repository: {url: 'https://h/rpm/$releasever/$basearch', serves: ['9']}
expect: {outcome: missing, reason: packages}
