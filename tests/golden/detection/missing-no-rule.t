# Nobody has found the rule.
evidence:
  os_release:
    - {key: ID, value: azurelinux}
check:
  detection: {class: D, tool: agent_installer.sh, unknown: [how it recognises a distribution]}
expect: {outcome: missing, reason: how it recognises a distribution}
