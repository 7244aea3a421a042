# All addresses are https.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/yum.repos.d, type: directory}
    - {path: /etc/yum.repos.d/azl.repo, type: file}
  text:
    - {path: /etc/yum.repos.d/azl.repo, content: "[base]\nmetalink=https://a/\nbaseurl=http://not.read/\n", truncated: 0}
  package:
    - {nevra: libdnf5-5.2.18.0-1.azl4.x86_64, name: libdnf5, epoch: 0, version: "5.2.18.0", release: 1.azl4, arch: x86_64}
check:
  setting: {format: dnf5, select: "*", key: [baseurl, metalink, mirrorlist], pattern: "^https://[^ ]+( https://[^ ]+)*$"}
expect: {outcome: pass, observed: "https://a/ (/etc/yum.repos.d/azl.repo:2)"}
