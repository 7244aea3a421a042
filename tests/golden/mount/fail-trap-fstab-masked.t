# A masked unit masks the line of fstab as well.
evidence:
  file:
    - {path: /dev, type: directory}
    - {path: /dev/null, type: character}
    - {path: /etc, type: directory}
    - {path: /etc/fstab, type: file}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/tmp.mount, type: symlink, target: /dev/null}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/local-fs.target, type: file}
    - {path: /usr/lib/systemd/system/local-fs.target.wants, type: directory}
    - {path: /usr/lib/systemd/system/local-fs.target.wants/tmp.mount, type: symlink, target: ../tmp.mount}
    - {path: /usr/lib/systemd/system/tmp.mount, type: file}
  text:
    - {path: /usr/lib/systemd/system/tmp.mount, content: "[Mount]\nWhat=tmpfs\nWhere=/tmp\nType=tmpfs\nOptions=mode=1777,strictatime,nosuid,nodev,size=50%\n", truncated: 0}
    - {path: /usr/lib/systemd/system/local-fs.target, content: "[Unit]\n", truncated: 0}
    - {path: /etc/fstab, content: "tmpfs /tmp tmpfs nodev 0 0\n", truncated: 0}
check:
  mount: {target: /tmp, explicit: recorded}
expect: {outcome: fail, setting: "over /etc/fstab:1: its unit is masked"}
