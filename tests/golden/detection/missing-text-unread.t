# A text that is there and was not collected.
evidence:
  os_release:
    - {key: NAME, value: Azure Linux}
    - {key: ID, value: azurelinux}
    - {key: ID_LIKE, value: fedora}
    - {key: VERSION_ID, value: "4.0"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/azurelinux-release, type: file}
    - {path: /etc/system-release, type: symlink, target: azurelinux-release}
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/bin/dnf5, type: file, mode: "0755"}
    - {path: /usr/bin/yum, type: symlink, target: dnf5}
    - {path: /usr/bin/notes, type: file, mode: "0644"}
check:
  detection:
    class: B
    tool: install.sh
    rule:
      - 'text /etc/system-release contains Azure -> accept it'
      - 'always -> reject unknown'
expect: {outcome: missing, reason: "/etc/system-release is not known: its text is not in the evidence"}
