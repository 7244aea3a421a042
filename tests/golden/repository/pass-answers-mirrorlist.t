# A metalink counts before a mirror list, and that before base URLs.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nbaseurl=https://h/\nmirrorlist=https://m/?list\nmetalink=https://m/?arch=$basearch\n"}
  package:
    - {nevra: bash-5-1.x86_64, name: bash, version: "5", release: "1", arch: x86_64, license: x, size: 1}
repository:
  repository:
    - {key: url, value: "https://m/?arch=x86_64"}
    - {key: signature, value: none}
check:
  repository: {answers: true}
expect: {outcome: pass}
