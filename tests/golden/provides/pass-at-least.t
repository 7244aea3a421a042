# The release that is left out matches any.
evidence:
  package_dep:
    - {nevra: azurelinux-release-common-4.0-32.azl4.noarch, kind: provides, name: system-release(releasever), flags: "=", version: "4.0"}
    - {nevra: dnf5-5.2.18.0-2.azl4.x86_64, kind: provides, name: dnf, flags: "=", version: 5.2.18.0-2.azl4}
    - {nevra: bash-5.3.9-1.azl4.x86_64, kind: provides, name: /bin/sh, flags: "", version: ""}
    - {nevra: bash-5.3.9-1.azl4.x86_64, kind: requires, name: yum, flags: "", version: ""}
check:
  provides: {name: dnf, at-least: "5.2.18.0"}
expect: {outcome: pass}
