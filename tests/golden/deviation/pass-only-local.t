# A package that only the candidate has, listed and of a local spec.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
    - {nevra: "azurelinux-release-4.0-11.azl4.x86_64", name: azurelinux-release, version: "4.0", release: 11.azl4, arch: x86_64, source: azurelinux-release-4.0-11.azl4.src.rpm}
check:
  deviation: {declared: small.json}
expect: {outcome: pass, object: azurelinux-release, observed: "only: 4.0-11.azl4; declared: published in channel rpm-base (base/packages/base.packages.toml:10)"}
