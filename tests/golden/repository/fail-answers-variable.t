# A variable without a value stays in the URL, and nothing is there.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/azurelinux.repo, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/azurelinux.repo, truncated: 0, content: "[base]\nbaseurl=https://h/$nowhere/x\n"}
  package:
    - {nevra: bash-5-1.x86_64, name: bash, version: "5", release: "1", arch: x86_64, license: x, size: 1}
repository:
  part:
    - {name: repository, state: failed, reason: "https://h/4.0/x86_64/: HTTP 404"}
  repository:
    - {key: url, value: "https://h/$nowhere/x"}
    - {key: signature, value: none}
check:
  repository: {answers: true}
expect: {outcome: fail, object: base, observed: "https://h/$nowhere/x: https://h"}
