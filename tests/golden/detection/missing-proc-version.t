# Nothing was booted, so that nobody knows what /proc/version says.
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
    class: E
    tool: enable.sh
    rule:
      - 'proc-version contains Ubuntu -> accept Ubuntu'
      - 'proc-version contains ''Red Hat'' and os-release VERSION_ID below 7.0 -> reject Unsupported Red Hat version'
      - 'proc-version contains ''Red Hat'' -> accept Red Hat'
      - 'proc-version contains Mariner -> accept Mariner'
      - 'always -> reject Unexpected Linux distribution'
expect: {outcome: missing, reason: "step 1 of enable.sh asks for it: /proc/version is not known: the image was not booted"}
