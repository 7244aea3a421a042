# ... and one that sorts behind it does not.
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
    - {path: /etc/ssh/sshd_config.d/40-redhat-crypto-policies.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/ssh/sshd_config.d/50-local.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends/opensshserver.config, type: symlink, mode: "0777", uid: 0, gid: 0, target: /usr/share/crypto-policies/DEFAULT/opensshserver.txt}
  text:
    - {path: /etc/ssh/sshd_config, truncated: 0, content: "Include /etc/ssh/sshd_config.d/*.conf\n"}
    - {path: /etc/ssh/sshd_config.d/40-redhat-crypto-policies.conf, truncated: 0, content: "Include /etc/crypto-policies/back-ends/opensshserver.config\n"}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, truncated: 0, content: "MACs hmac-sha2-256\n"}
    - {path: /etc/ssh/sshd_config.d/50-local.conf, truncated: 0, content: "MACs hmac-sha1\n"}
check:
  sshd: {option: MACs, forbidden: ["hmac-sha1*"]}
expect: {outcome: pass, setting: "over /etc/ssh/sshd_config.d/50-local.conf:1: hmac-sha1"}
