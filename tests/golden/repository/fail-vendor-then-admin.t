# dnf.conf is read last and beats the drop-in of the vendor.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/dnf, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/dnf5, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /usr/share/dnf5/libdnf.conf.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /usr/share/dnf5/libdnf.conf.d/20-azurelinux-defaults.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/dnf/dnf.conf, type: file, mode: "0644", uid: 0, gid: 0}
    - {path: /etc/pki/rpm-gpg/RPM-GPG-KEY, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nname=Base\nbaseurl=https://packages.microsoft.com/azurelinux/4.0/beta/base/$basearch\nenabled=1\ngpgkey=file:///etc/pki/rpm-gpg/RPM-GPG-KEY\n"}
    - {path: /usr/share/dnf5/libdnf.conf.d/20-azurelinux-defaults.conf, truncated: 0, content: "[main]\npkg_gpgcheck=True\n"}
    - {path: /etc/dnf/dnf.conf, truncated: 0, content: "[main]\npkg_gpgcheck=0\n"}
check:
  repository: {gpgcheck: true}
expect: {outcome: fail, observed: pkg_gpgcheck = 0}
