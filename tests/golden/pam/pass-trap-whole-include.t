# @include takes the lines of every type.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/login, type: file}
    - {path: /etc/pam.d/common, type: file}
  text:
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        @include common
    - path: /etc/pam.d/common
      truncated: 0
      content: |
        auth required pam_unix.so
        account required pam_unix.so
check:
  pam: {services: [login], type: account, module: pam_unix.so}
expect: {outcome: pass, observed: "/etc/pam.d/common:2"}
