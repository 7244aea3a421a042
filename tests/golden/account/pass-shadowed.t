# In shadow(5).
evidence:
  file:
    - {path: /etc, type: directory}
  account:
    - {name: alice, uid: 1000, gid: 1000, password: sha512, shadowed: 1}
check:
  account: {select: all, shadowed: true}
expect: {outcome: pass}
