# Nothing in root's files opens it.
evidence:
  file:
    - {path: /root, type: directory}
    - {path: /root/.bashrc, type: file}
  text:
    - path: /root/.bashrc
      truncated: 0
      content: |
        umask 077
check:
  umask: {mask: "0027", files: [/root/.bash_profile, /root/.bashrc]}
expect: {outcome: pass, object: /root/.bashrc, observed: "0077 (/root/.bashrc:1)"}
