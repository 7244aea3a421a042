# An older package manager.
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
  command:
    - {argv: dnf --version, end: exited, code: 0, output: "4.14.0\n  Installed: dnf-0:4.14.0\n", errors: ""}
check:
  detection:
    class: A
    tool: EnvLayer.py
    rule:
      - 'os-release NAME is ''Azure Linux'' and os-release VERSION_ID major is 4 and dnf-version major is 5 -> accept Azure Linux 4'
      - 'os-release NAME is ''Azure Linux'' and os-release VERSION_ID major is 4 -> reject dnf5 is required'
      - 'command apt-get exists -> accept Ubuntu'
      - 'always -> reject unknown'
expect: {outcome: fail, object: EnvLayer.py, observed: "rejected at step 2 of 4: dnf5 is required; NAME is Azure Linux, VERSION_ID is 4.0, dnf --version says 4.14.0"}
