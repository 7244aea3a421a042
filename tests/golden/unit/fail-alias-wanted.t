# It is wanted by its other name.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/machine-id, type: file, size: 0}
    - {path: /etc/systemd, type: directory}
    - {path: /etc/systemd/system, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants, type: directory}
    - {path: /etc/systemd/system/multi-user.target.wants/sshd.service, type: symlink, target: /usr/lib/systemd/system/ssh.service}
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/ssh.service, type: file, size: 32}
    - {path: /usr/lib/systemd/system/sshd.service, type: symlink, target: ssh.service}
  text:
    - {path: /etc/machine-id, content: "", truncated: 0}
    - {path: /usr/lib/systemd/system/ssh.service, content: "[Service]\nExecStart=/usr/sbin/x\n", truncated: 0}
check:
  unit: {name: ssh.service, enabled: false}
expect: {outcome: fail, observed: "enabled (/etc/systemd/system/multi-user.target.wants/sshd.service)"}
