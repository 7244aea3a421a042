# ... and not one that FIPS approves.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/default, type: directory}
    - {path: /etc/login.defs, type: file}
  text:
    - path: /etc/login.defs
      truncated: 0
      content: |
        ENCRYPT_METHOD SHA512
  account:
    - {name: root, uid: 0, gid: 0, password: locked, max_days: 99999}
    - {name: alice, uid: 1000, gid: 1000, password: yescrypt}
check:
  password-rule: {rule: algorithm, one-of: [SHA512]}
expect: {outcome: fail, object: alice, expected: algorithm one of SHA512, observed: yescrypt}
