# Part of a word is not the word.
evidence:
  kernel:
    - {key: cmdline, value: "root=/dev/vda1 fips=10"}
check:
  kernel: {key: cmdline, words: [fips=1]}
expect: {outcome: fail, object: cmdline, expected: the word fips=1}
