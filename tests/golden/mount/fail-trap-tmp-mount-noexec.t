# tmp.mount as it comes lets programs run.
evidence:
  file:
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
check:
  mount: {target: /tmp, options: [noexec], explicit: recorded}
expect: {outcome: fail, expected: option noexec}
