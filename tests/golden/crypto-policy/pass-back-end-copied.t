# A copy is as good as a link.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/state, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/FIPS, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/LEGACY, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/state/current, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/state/CURRENT.pol, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/DEFAULT/gnutls.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/FIPS/opensshserver.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/FIPS/gnutls.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/LEGACY/opensshserver.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/crypto-policies/LEGACY/gnutls.txt, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends/opensshserver.config, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/crypto-policies/back-ends/gnutls.config, type: symlink, mode: "0777", uid: 0, gid: 0, target: /usr/share/crypto-policies/DEFAULT/gnutls.txt}
  text:
    - {path: /etc/crypto-policies/config, truncated: 0, content: "# the policy\nDEFAULT\n"}
    - {path: /etc/crypto-policies/state/current, truncated: 0, content: "DEFAULT\n"}
    - {path: /etc/crypto-policies/state/CURRENT.pol, truncated: 0, content: "# Policy DEFAULT dump\n#\n# Baseline values for all scopes:\nmac = AEAD HMAC-SHA2-256\nsign = ECDSA-SHA2-256 RSA-SHA2-256\nhash = SHA2-256 SHA2-384\ncipher = AES-256-GCM AES-256-CBC\nmin_rsa_size = 2048\n# Scope-specific properties derived for select backends:\ncipher@krb5 = AES-256-CBC\ncipher@openssh = AES-256-GCM AES-256-CTR\nmac@openssh = HMAC-SHA2-256 UMAC-128\n"}
    - {path: /usr/share/crypto-policies/DEFAULT/opensshserver.txt, truncated: 0, content: "Ciphers of-DEFAULT\n"}
    - {path: /usr/share/crypto-policies/DEFAULT/gnutls.txt, truncated: 0, content: "[overrides] DEFAULT\n"}
    - {path: /usr/share/crypto-policies/FIPS/opensshserver.txt, truncated: 0, content: "Ciphers of-FIPS\n"}
    - {path: /usr/share/crypto-policies/FIPS/gnutls.txt, truncated: 0, content: "[overrides] FIPS\n"}
    - {path: /usr/share/crypto-policies/LEGACY/opensshserver.txt, truncated: 0, content: "Ciphers of-LEGACY\n"}
    - {path: /usr/share/crypto-policies/LEGACY/gnutls.txt, truncated: 0, content: "[overrides] LEGACY\n"}
    - {path: /etc/crypto-policies/back-ends/opensshserver.config, truncated: 0, content: "Ciphers of-DEFAULT\n"}
check:
  crypto-policy: {base-not: [LEGACY], agree: true}
expect: {outcome: pass}
