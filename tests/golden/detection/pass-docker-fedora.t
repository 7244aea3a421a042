# The system it was made for.
evidence:
  os_release:
    - {key: ID, value: fedora}
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
    tool: get.docker.com
    rule:
      - 'os-release ID lower is ubuntu debian raspbian -> accept Debian'
      - 'os-release ID lower is centos fedora rhel rocky -> accept Fedora'
      - 'always -> reject ERROR: Unsupported distribution ''azurelinux'''
expect: {outcome: pass, observed: "by luck: ID is fedora; taken for Fedora"}
