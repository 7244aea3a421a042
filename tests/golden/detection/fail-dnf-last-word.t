# What dnf5 prints ends with the version of its plugin interface.
evidence:
  os_release:
    - {key: NAME, value: Azure Linux}
    - {key: ID, value: azurelinux}
    - {key: VERSION_ID, value: "4.0"}
  file:
    - {path: /etc, type: directory}
  command:
    - {argv: dnf --version, end: exited, code: 0, output: "dnf5 version 5.2.17.0\ndnf5 plugin API version 2.0\n", errors: ""}
check:
  detection:
    class: A
    tool: EnvLayer.py
    rule:
      - 'os-release NAME is "Azure Linux" and dnf-last-word prefix 5 -> accept "Azure Linux 4"'
      - 'always -> reject "dnf5 is required"'
expect: {outcome: fail, object: EnvLayer.py}
