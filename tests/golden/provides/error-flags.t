# Flags that are not rpm's.
evidence:
  package_dep:
    - {nevra: a-1-1.x86_64, kind: provides, name: a, flags: "=~", version: "1"}
check:
  provides: {name: a, at-least: "1"}
expect: {outcome: error, reason: "cannot read the flags '=~'"}
