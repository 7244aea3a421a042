# Only what is excepted is not judged.
evidence:
  available:
    - {nevra: a-1-1.x86_64, name: a, version: 1, release: 1, arch: x86_64}
  package_dep:
    - {nevra: a-1-1.x86_64, kind: requires, name: nowhere, flags: "", version: ""}
    - {nevra: a-1-1.x86_64, kind: requires, name: elsewhere, flags: "", version: ""}
check:
  closure: {of: available, except: ["no*"]}
expect: {outcome: fail, observed: requires elsewhere, total: 1}
