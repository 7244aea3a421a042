# What ends a substack does not end the stack around it, and a jump takes it as one module.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/login, type: file}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - path: /etc/pam.d/login
      truncated: 0
      content: |
        auth [success=ok default=ignore] pam_env.so
        auth [success=1 default=ignore] pam_succeed_if.so service in login
        auth substack system-auth
        auth required pam_faillock.so
    - path: /etc/pam.d/system-auth
      truncated: 0
      content: |
        auth sufficient pam_unix.so
        auth requisite pam_deny.so
check:
  pam: {services: [login], type: auth, module: pam_faillock.so}
expect: {outcome: pass, observed: "/etc/pam.d/login:4"}
