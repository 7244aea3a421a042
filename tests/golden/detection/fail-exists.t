# The link leads nowhere.
evidence:
  os_release:
    - {key: NAME, value: Azure Linux}
    - {key: ID, value: azurelinux}
    - {key: ID_LIKE, value: fedora}
    - {key: VERSION_ID, value: "4.0"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/system-release, type: symlink, target: nowhere}
check:
  detection:
    class: C
    tool: install.sh
    rule:
      - 'file /etc/system-release exists -> accept it'
      - 'always -> reject unknown'
expect: {outcome: fail, object: install.sh, observed: "/etc/system-release is not there", expected: "with a file /etc/system-release"}
