# A repository that is a folder of the image: nothing outside of it can answer for it.
evidence:
  file:
    - {path: /etc, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d, type: directory, mode: "0755", uid: 0, gid: 0}
    - {path: /etc/yum.repos.d/local.repo, type: file, mode: "0644", uid: 0, gid: 0}
  text:
    - {path: /etc/yum.repos.d/local.repo, truncated: 0, content: "[local]\nname=Local\nbaseurl=file:///srv/repo\n"}
check:
  repository: {answers: true}
expect: {outcome: missing, reason: "file:///srv/repo: only what is on the network"}
