# All of the text counts.
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
      - 'text /etc/x is Two -> accept it'
      - 'always -> reject unknown'
expect: {outcome: fail, object: install.sh, observed: "/etc/x says Two...", expected: "with /etc/x saying Two"}
