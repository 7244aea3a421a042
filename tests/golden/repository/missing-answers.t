# No evidence of the enabled repository is beside the image.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nname=Base\nbaseurl=https://h/$releasever/$basearch/\n\n[off]\nbaseurl=https://x/\nenabled=0\n"}
  package:
    - {nevra: bash-5-1.x86_64, name: bash, version: "5", release: "1", arch: x86_64, license: x, size: 1}
  package_dep:
    - {nevra: r-4.0-1.noarch, kind: provides, name: system-release(releasever), flags: "=", version: "4.0"}
check:
  repository: {answers: true}
expect: {outcome: missing, reason: "--enabled"}
