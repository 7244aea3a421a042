#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# certify --scenario: what is wrong with what was given is said before anything is booted or written.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"
package() { # version folder
	printf 'Name: p\nVersion: %s\nRelease: 1\nSummary: x\nLicense: MIT\nBuildArch: noarch\n%%description\nx\n%%files\n' \
		"$1" >"$T/p.spec"
	claim "a package" rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $2" "$T/p.spec"
}
package 1 "$T/old"
package 2 "$T/new"
old=$T/old/noarch/p-1-1.noarch.rpm
new=$T/new/noarch/p-2-1.noarch.rpm
# looks like a disk with a partition table, and boots nothing
truncate -s 1M "$T/disk.raw"
printf '\125\252' | dd of="$T/disk.raw" bs=1 seek=510 conv=notrunc status=none
printf '\200\0\1\0\203\0\1\0\1\0\0\0\100\0\0\0' | dd of="$T/disk.raw" bs=1 seek=446 conv=notrunc status=none
printf 'manifest: 1\nproduct: p\npackages: [p]\n' >"$T/m.yaml"

refused() { # words-of-the-error option...
	local words=$1
	shift
	run 2 "$AZLCTS" certify "$new" --image "$T/disk.raw" -o "$T/none" --profile product "$@"
	has err "$words"
	one_line
}
refused 'instal: no such step; did you mean install?' --scenario instal,erase
refused 'its command stands in a manifest' --scenario install,run
refused 'upgrade: from what? give the older packages with --upgrade-from' --scenario install,upgrade
refused '--upgrade-from: there is no step upgrade' --scenario install,erase --upgrade-from "$old"
refused 'none.rpm: No such file or directory' --scenario install,upgrade --upgrade-from "$T/none.rpm"
refused 'm.yaml: has no scenarios; say which' --manifest "$T/m.yaml"
refused 'm.yaml: has no scenarios; say which' --manifest "$T/m.yaml" --scenario all
refused 'none.yaml' --manifest "$T/none.yaml" --scenario install
sed 's/\[p\]/[q]/' "$T/m.yaml" >"$T/other.yaml"
refused 'other.yaml: is of other packages: p is not among them' --manifest "$T/other.yaml" --scenario install
echo 'unit: [x]' >>"$T/m.yaml"
refused 'm.yaml:4:1: unit: unknown key; did you mean units?' --manifest "$T/m.yaml" --scenario install
sed -i 's/^unit.*/grants: [repository]/' "$T/m.yaml"
refused 'the manifest grants a repository: give a folder with repodata' --manifest "$T/m.yaml" --scenario install

run 2 "$AZLCTS" certify "$new" --image "$T/new" --scenario install --profile product -o "$T/none"
has err 'has to be a disk image'
mkdir "$T/root"
printf 'ID=x\n' >"$T/os-release" && mkdir -p "$T/root/etc" && cp "$T/os-release" "$T/root/etc/"
run 0 "$AZLCTS" collect "$T/root" --source rootfs -o "$T/host"
run 2 "$AZLCTS" certify "$new" --image "$T/host" --scenario install --profile product -o "$T/none"
has err 'is evidence; guests are made of the disk image itself'
run 2 "$AZLCTS" certify "$new" --image "$T/host" --memory 512 -o "$T/none"
has err '--memory goes with --scenario'
run 2 "$AZLCTS" certify "$new" --image "$T/host" --upgrade-from "$old" -o "$T/none"
has err '--upgrade-from goes with --scenario'
cp "$new" "$T/p.bin"
run 2 "$AZLCTS" certify "$T/p.bin" --image "$T/disk.raw" --scenario install --profile product -o "$T/none"
has err 'p.bin: has to be named NAME.rpm'
claim "nothing was written" test ! -e "$T/none"
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
finish
