# It answers, whatever was known of the vendor.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/pki/key.asc, type: file, mode: "0644", uid: 0, gid: 0}
  package:
    - {nevra: bash-5-1.x86_64, name: bash, version: "5", release: "1", arch: x86_64, license: x, size: 1}
    - {nevra: r-4.0-1.noarch, name: r, version: "4.0", release: "1", arch: noarch, license: x, size: 1}
  package_dep:
    - {nevra: bash-5-1.x86_64, kind: provides, name: bash, flags: "=", version: "5-1"}
    - {nevra: bash-5-1.x86_64, kind: provides, name: /bin/sh, flags: "", version: ""}
    - {nevra: r-4.0-1.noarch, kind: provides, name: system-release(releasever), flags: "=", version: "4.0"}
repository:
  repository:
    - {key: url, value: "https://h/rpm/4.0/x86_64"}
  available:
    - {nevra: agent-1-1.x86_64, name: agent, version: 1, release: 1, arch: x86_64}
check:
  vendor-repository: {url: 'https://h/rpm/$releasever/$basearch', serves: ['9'], packages: agent}
expect: {outcome: pass}
