# The first part of the version of the release.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg/K-4, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nname=Base\nbaseurl=https://packages.microsoft.com/azurelinux/4.0/beta/base/$basearch\ngpgcheck=1\nenabled=1\ngpgkey=file:///etc/pki/rpm-gpg/K-$releasever_major\n"}
  package_dep:
    - {nevra: r-4.0-1.noarch, kind: provides, name: system-release(releasever), flags: "=", version: "4.0"}
check:
  repository: {keys: true}
expect: {outcome: pass}
