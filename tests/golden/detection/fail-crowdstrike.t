# NAME less " Linux" is a word that is on no list.
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
  text:
    - {path: /etc/azurelinux-release, content: "Azure Linux release 4.0 (Four Beta)\n", truncated: 0}
check:
  detection:
    class: B
    tool: falcon-linux-install.sh
    rule:
      - 'os-release NAME without '' Linux'' is Amazon Oracle RedHat -> accept RHEL'
      - 'os-release NAME without '' Linux'' is CentOS Fedora -> accept RHEL'
      - 'always -> reject Unrecognized OS: Azure'
expect: {outcome: fail, object: falcon-linux-install.sh, observed: "rejected at step 3 of 3: Unrecognized OS: Azure; NAME is Azure Linux", expected: "with NAME=Amazon in os-release"}
