# The compiler's brand in /proc/version is taken for the system's.
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
    - {argv: cat /proc/version, end: exited, code: 0, output: "Linux version 6.18.5-1.1.azl4.x86_64 (mockbuild@x) (gcc (GCC) 15.2.1 20260123 (Red Hat 15.2.1-7), GNU ld version 2.45) #1 SMP\n", errors: ""}
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
expect: {outcome: fail, object: enable.sh, observed: "rejected at step 2 of 5: Unsupported Red Hat version; /proc/version says Linux version 6.18.5", expected: "with VERSION_ID=7.0 in os-release"}
