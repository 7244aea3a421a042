# Whether a program is there cannot be told without the files.
evidence:
  package:
    - {nevra: agent-1-1.x86_64, name: agent, version: "1", release: "1", arch: x86_64, license: A, size: 1}
  package_script:
    - {nevra: agent-1-1.x86_64, kind: post, interpreter: '/bin/sh', body: "x"}
check:
  scriptlets: {}
expect: {outcome: missing, reason: files}
