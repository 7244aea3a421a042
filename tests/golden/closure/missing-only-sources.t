# Source packages are nothing that could be installed.
evidence:
  available:
    - {nevra: a-1-1.src, name: a, version: 1, release: 1, arch: src}
  package_dep:
    - {nevra: a-1-1.src, kind: requires, name: nowhere, flags: "", version: ""}
check:
  closure: {of: available}
expect: {outcome: missing, reason: no such package}
