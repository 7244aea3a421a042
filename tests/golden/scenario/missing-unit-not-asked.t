# It has a unit, and the manifest does not name it.
evidence:
  scenario:
    - {name: lifecycle, product: agent, outcome: passed, reason: ""}
  step:
    - {scenario: lifecycle, position: 0, action: install, object: "agent", outcome: passed, expected: "exit status 0", observed: ""}
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: x, size: 1}
  package_file:
    - {nevra: agent-1-1.x86_64, path: /usr/lib/systemd/system/agent.service, mode: "0100644", user: root, group_: root, flags: "", unverified: ""}
check:
  scenario: {action: [active]}
expect: {outcome: missing, reason: active}
