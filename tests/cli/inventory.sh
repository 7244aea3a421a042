#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ready --inventory: a host's packages against an image and its repositories.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"

# A package without files. name version folder ; more of the header on stdin
package() {
	mkdir -p "$3" "$T/rpm"
	{
		printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: made for a test\nLicense: MIT\nBuildArch: noarch\n' \
			"$1" "$2"
		cat
		printf '\n%%description\nMade.\n%%files\n'
	} >"$T/$1.spec"
	rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $3" \
		--define "_rpmfilename $1-$2.noarch.rpm" "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}

abi_root "$T/root"
package base 1 "$T/image" <<<'Provides: old-base = 1'
mkdir -p "$T/root/usr/lib/sysimage/rpm"
claim "the image's rpm database" rpm --dbpath "$T/root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps "$T/image/base-1.noarch.rpm"
package tool 2 "$T/repo" </dev/null
package newtool 3 "$T/repo" <<<'Obsoletes: oldtool < 3'
package dnf5 5 "$T/repo" </dev/null
package lone 1 "$T/sdk/sdk/x86_64" </dev/null
claim "repository" createrepo_c -q "$T/repo"
claim "repository of another channel" createrepo_c -q "$T/sdk/sdk/x86_64"

# What rpm -qa prints, its fields, and remarks.
cat >"$T/list" <<'LIST'
# a host
base-1-1.noarch
old-base-1-1.noarch
oldtool-1-1.x86_64
gpg-pubkey-3135ce90-5e6fda74.(none)
LIST
printf 'tool\t0\t2\t1\tnoarch\tVendor\ndnf-utils\t(none)\t4\t1\tnoarch\n' >>"$T/list"

run 4 "$AZLCTS" ready --inventory "$T/list" --image "$T/root"
has out 'not decided: not in the image, and no --repository was given'
has out 'old-base → base-1-1.noarch'
run 1 "$AZLCTS" ready --inventory "$T/list" --image "$T/root" --repository "$T/repo" --json
cp "$T/out" "$T/answer.json"
claim "the document is of its schema" "$TOP/tests/cli/schema.sh" "$TOP/results-schema/inventory.schema.json" \
	"$T/answer.json"
field() { # name key
	python3 -c '
import json, sys
for p in json.load(open(sys.argv[1]))["packages"]:
    if p["name"] == sys.argv[2]:
        print(p.get(sys.argv[3], "-"))' "$T/answer.json" "$1" "$2"
}
is "in the image" "$(field base class)" present
is "provided by another" "$(field old-base class)" renamed
is "who provides it" "$(field old-base by)" base-1-1.noarch
is "in a repository" "$(field tool class)" available
is "obsoleted by another" "$(field oldtool by)" newtool-3-1.noarch
is "by the table of names, which is not there" "$(field dnf-utils class)" missing
is "keys are no packages" "$(field gpg-pubkey class)" ""

printf 'base-1-1.noarch\ntool-1-1.noarch\n' >"$T/good"
run 0 "$AZLCTS" ready --inventory "$T/good" --image "$T/root" --repository "$T/repo"
has out '1 in the image'
has_not out 'base-1'
run 0 "$AZLCTS" ready --inventory "$T/good" --image "$T/root" --repository "$T/repo" --all
has out 'base-1'
printf 'tool-3-1.noarch\n' >"$T/newer"
run 0 "$AZLCTS" ready --inventory "$T/newer" --image "$T/root" --repository "$T/repo"
has out "1 to be installed from a repository, 1 older than the host's (--all names them)"
run 0 "$AZLCTS" ready --inventory "$T/newer" --image "$T/root" --repository "$T/repo" --all
has out "older than the host's 3-1"

# A 64-bit package is not what a 32-bit one was, and of several versions the newest counts.
printf 'Name: wide\nVersion: 6.12\nRelease: 1\nSummary: made for a test\nLicense: MIT\n%%description\nMade.\n%%files\n' \
	>"$T/wide.spec"
claim "a 64-bit package" rpmbuild -bb --quiet --target x86_64 --define "_topdir $T/rpm" \
	--define "_rpmdir $T/repo64" "$T/wide.spec"
claim "repository of 64-bit packages" createrepo_c -q "$T/repo64"
printf 'wide-6.9-1.x86_64\nwide-6.12-1.x86_64\n' >"$T/wide"
run 0 "$AZLCTS" ready --inventory "$T/wide" --image "$T/root" --repository "$T/repo64" --all
has_not out 'older'
printf 'wide-6.12-1.i686\nwide-6.12-1.x86_64\n' >"$T/wide"
run 1 "$AZLCTS" ready --inventory "$T/wide" --image "$T/root" --repository "$T/repo64" --all
has out 'wide.i686  there is only one of 64 bits'

printf 'lone-1-1.noarch\n' >"$T/lone"
run 1 "$AZLCTS" ready --inventory "$T/lone" --image "$T/root" --repository "$T/sdk/sdk/x86_64"
has out 'in a channel that nobody supports'
run 0 "$AZLCTS" ready --inventory "$T/lone" --image "$T/root" --repository "$T/sdk/sdk/x86_64" \
	--unsupported '*/other/*'

# Evidence of a host is a list as well.
run 0 "$AZLCTS" collect "$T/root" -o "$T/host"
run 0 "$AZLCTS" ready --inventory "$T/host" --image "$T/root"

# What is no list is said with its line.
printf 'base-1-1.noarch\nnonsense\n' >"$T/bad"
run 2 "$AZLCTS" ready --inventory "$T/bad" --image "$T/root"
has err 'bad:2: no architecture at its end'
printf 'a\tb\n' >"$T/bad"
run 2 "$AZLCTS" ready --inventory "$T/bad" --image "$T/root"
has err 'bad:1: fewer than five fields'
: >"$T/bad"
run 2 "$AZLCTS" ready --inventory "$T/bad" --image "$T/root"
has err 'no packages in it'
run 2 "$AZLCTS" ready --inventory "$T/none" --image "$T/root"
run 2 "$AZLCTS" ready --inventory "$T/repo" --image "$T/root"
has err 'a folder without evidence'
run 2 "$AZLCTS" ready --inventory "$T/list" product.rpm --image "$T/root"
has err 'takes no PATH'
run 2 "$AZLCTS" ready product.rpm --all --image "$T/root"

finish
