# One of them does.
evidence:
  file:
    - {path: /root, type: directory}
    - {path: /root/.bashrc, type: file}
  text:
    - path: /root/.bashrc
      truncated: 0
      content: |
        umask 077
        if true; then
          umask 022
        fi
check:
  umask: {mask: "0027", files: [/root/.bash_profile, /root/.bashrc]}
expect: {outcome: fail, object: /root/.bashrc, observed: "0022 or 0077 (/root/.bashrc:3)"}
