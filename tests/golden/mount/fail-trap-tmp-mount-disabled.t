# tmp.mount that nothing starts.
evidence:
  file:
    - {path: /usr, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/lib/systemd, type: directory}
    - {path: /usr/lib/systemd/system, type: directory}
    - {path: /usr/lib/systemd/system/tmp.mount, type: file}
  text:
    - {path: /usr/lib/systemd/system/tmp.mount, content: "[Mount]\nWhat=tmpfs\nWhere=/tmp\nType=tmpfs\nOptions=mode=1777,strictatime,nosuid,nodev,size=50%\n", truncated: 0}
check:
  mount: {target: /tmp, explicit: recorded}
expect: {outcome: fail, observed: declared nowhere, setting: "over /usr/lib/systemd/system/tmp.mount: nothing starts it"}
