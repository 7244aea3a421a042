# Servers are collected over the files.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/timesyncd.conf, type: file}
    - {path: /etc/systemd/timesyncd.conf.d, type: directory}
    - {path: /etc/systemd/timesyncd.conf.d/1.conf, type: file}
  text:
    - {path: /etc/systemd/timesyncd.conf, content: "[Time]\nNTP=a\n", truncated: 0}
    - {path: /etc/systemd/timesyncd.conf.d/1.conf, content: "[Time]\nNTP=b\n", truncated: 0}
  package:
    - {nevra: systemd-258.4-1.azl4.x86_64, name: systemd, epoch: 0, version: "258.4", release: 1.azl4, arch: x86_64}
check:
  setting: {format: systemd, path: /etc/systemd/timesyncd.conf, section: Time, key: NTP, equals: a b}
expect: {outcome: pass}
