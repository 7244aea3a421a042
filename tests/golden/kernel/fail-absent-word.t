# SELinux is switched off on the command line.
evidence:
  kernel:
    - {key: cmdline, value: "selinux=0 quiet"}
check:
  kernel: {key: cmdline, absent-words: [selinux=0]}
expect: {outcome: fail, expected: not the word selinux=0}
