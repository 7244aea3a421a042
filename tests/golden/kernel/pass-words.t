# The command line has the word and not the other.
evidence:
  kernel:
    - {key: cmdline, value: "root=/dev/vda1 console=ttyS0 fips=1"}
check:
  kernel: {key: cmdline, words: [fips=1, "console=*"], absent-words: [selinux=0]}
expect: {outcome: pass, object: cmdline}
