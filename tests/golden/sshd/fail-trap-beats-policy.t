# A drop-in that sorts before 40-redhat-crypto-policies.conf beats the policy.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/30-local.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/40-redhat-crypto-policies.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends/opensshserver.config, type: symlink, mode: "0777", uid: 0, gid: 0, target: /usr/share/crypto-policies/DEFAULT/opensshserver.txt}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\n"}
    - {path: /etc/ssh/sshd_config.d/30-local.conf, truncated: 0, content: "MACs hmac-sha1\n"}
    - {path: /etc/ssh/sshd_config.d/40-redhat-crypto-policies.conf, truncated: 0, content: "Include /etc/crypto-policies/back-ends/opensshserver.config\n"}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, truncated: 0, content: "MACs hmac-sha2-256\n"}
check:
  sshd: {option: MACs, forbidden: ["hmac-sha1*"]}
expect: {outcome: fail, observed: hmac-sha1, setting: "set hmac-sha1 at /etc/ssh/sshd_config.d/30-local.conf:1, effective hmac-sha1, over /etc/crypto-policies/back-ends/opensshserver.config:1: hmac-sha2-256"}
