# A plus keeps the built-in list.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "MACs +hmac-md5\n"}
check:
  sshd: {option: MACs, forbidden: [hmac-md5*]}
expect: {outcome: fail, observed: hmac-md5}
