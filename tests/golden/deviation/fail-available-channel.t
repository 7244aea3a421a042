# The same, when the repository is to have that channel.
reference:
  package:
    - {nevra: "bash-5.3.0-2.fc43.x86_64", name: bash, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
    - {nevra: "bash-devel-5.3.0-2.fc43.x86_64", name: bash-devel, version: "5.3.0", release: 2.fc43, arch: x86_64, source: bash-5.3.0-2.fc43.src.rpm}
evidence:
  package:
    - {nevra: "other-1-1.azl4.x86_64", name: other, version: "1", release: 1.azl4, arch: x86_64, source: other-1-1.azl4.src.rpm}
repository:
  available:
    - {nevra: "bash-5.3.0-2.azl4.x86_64", name: bash, version: "5.3.0", release: 2.azl4, arch: x86_64, source: bash-5.3.0-2.azl4.src.rpm}
check:
  deviation: {declared: small.json, where: available, channels: [rpm-base, rpm-sdk]}
expect: {outcome: fail, object: bash-devel, observed: "published in channel rpm-sdk (base/packages/sdk.packages.toml:9), and in no repository that was given"}
