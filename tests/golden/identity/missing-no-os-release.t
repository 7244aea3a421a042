# No os-release at all proves nothing about a key that must be absent.
evidence:
  os_release: []
check:
  identity: {key: SUPPORT_END, absent: true}
expect: {outcome: missing, reason: the image has no os-release}
