# Its own files are gone after it was removed.
evidence:
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: postun, interpreter: '/bin/sh', body: "agentctl purge\n"}
  package_file:
    - {nevra: agent-1-1.x86_64, path: /usr/bin/agentctl, mode: 100755, user: root, group_: root}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/sbin, type: directory}
image:
  package:
    - {nevra: glibc-1-1.x86_64, name: glibc, version: "1", release: "1", license: A, size: 1}
  file:
    - {path: /usr, type: directory}
    - {path: /usr/bin, type: directory}
    - {path: /usr/lib, type: directory}
    - {path: /usr/sbin, type: directory}
    - {path: /usr/bin/sh, type: file}
    - {path: /usr/bin/cat, type: file}
    - {path: /usr/sbin/ldconfig, type: file}
    - {path: /usr/bin/systemctl, type: file}
    - {path: /bin, type: symlink, target: usr/bin}
    - {path: /sbin, type: symlink, target: usr/sbin}
check:
  scriptlets: {commands: true}
expect: {outcome: fail, observed: "%postun calls agentctl"}
