# What is not there has no argument that it must not have.
evidence:
  file:
    - {path: /etc, type: directory}
    - {path: /etc/pam.d, type: directory}
    - {path: /etc/pam.d/system-auth, type: file}
  text:
    - {path: /etc/pam.d/system-auth, content: "auth required pam_sss.so nullok\n", truncated: 0}
check:
  pam: {services: [system-auth], type: auth, module: pam_unix.so, want: allowed, forbidden-args: [nullok]}
expect: {outcome: pass, observed: not in the stack}
