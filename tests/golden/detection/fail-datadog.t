# The luck is gone.
evidence:
  os_release:
    - {key: NAME, value: Azure Linux}
    - {key: ID, value: azurelinux}
    - {key: ID_LIKE, value: fedora}
    - {key: VERSION_ID, value: "4.0"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/azurelinux-release, type: file}
check:
  detection:
    class: C
    tool: install_script.sh
    rule:
      - 'os-release ID is debian ubuntu -> accept Debian'
      - 'file /etc/redhat-release exists -> accept ''Red Hat'''
      - 'file /etc/system-release exists -> accept ''Red Hat'''
      - 'always -> reject ''Your OS or distribution are not supported by this install script.'''
expect: {outcome: fail, expected: "accepted, as it would be with ID=debian in os-release", observed: "/etc/redhat-release is not there, /etc/system-release is not there"}
