# Only the first line counts.
evidence:
  os_release:
    - {key: NAME, value: Azure Linux}
    - {key: ID, value: azurelinux}
    - {key: ID_LIKE, value: fedora}
    - {key: VERSION_ID, value: "4.0"}
  file:
    - {path: /etc, type: directory}
    - {path: /etc/azurelinux-release, type: file}
    - {path: /etc/x, type: file}
  text:
    - {path: /etc/x, content: "Two\nlines\n", truncated: 0}
check:
  detection:
    class: B
    tool: install.sh
    rule:
      - 'text /etc/x first-line is Two -> accept it'
      - 'always -> reject unknown'
expect: {outcome: pass, object: install.sh, observed: "by luck: /etc/x says Two..."}
