# An override beats the repository itself.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/dnf, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/dnf/repos.override.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/dnf/repos.override.d/99.repo, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg/RPM-GPG-KEY, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nname=Base\nbaseurl=https://packages.microsoft.com/azurelinux/4.0/beta/base/$basearch\ngpgcheck=1\nenabled=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY\n"}
    - {path: /etc/dnf/repos.override.d/99.repo, truncated: 0, content: "[ba*]\ngpgcheck=0\n"}
check:
  repository: {gpgcheck: true}
expect: {outcome: fail, object: base}
