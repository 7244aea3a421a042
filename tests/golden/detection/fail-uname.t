# It is not.
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
  kernel:
    - {key: release, value: 6.18.5-1.1.azl4.x86_64}
    - {key: version, value: "#1 SMP PREEMPT_DYNAMIC"}
check:
  detection:
    class: E
    tool: install.sh
    rule:
      - 'uname-r least 6.19 -> accept it'
      - 'always -> reject unknown'
expect: {outcome: fail, object: install.sh, observed: "uname -r says 6.18.5", expected: "no single change"}
