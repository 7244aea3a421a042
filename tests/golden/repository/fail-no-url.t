# Of separators alone comes no URL.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/odd.repo, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/odd.repo, truncated: 0, content: "[odd]\nname=Odd\nbaseurl=,\n"}
check:
  repository: {answers: true}
expect: {outcome: fail, object: odd, expected: "a baseurl", observed: none}
