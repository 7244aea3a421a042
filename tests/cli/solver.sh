#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks that ask the solver, from package files to the verdict, and the proof of their
# counterexamples: of rows, of a repository, of a product on an image.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"

# An RPM without files: name version folder ; more of the header on stdin.
package() {
	mkdir -p "$3" "$T/rpm"
	{
		printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: made for a test\nLicense: MIT\n' "$1" "$2"
		printf 'BuildArch: noarch\n'
		cat
		printf '\n%%description\nMade.\n%%files\n'
	} >"$T/$1.spec"
	rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $3" --nodebuginfo \
		--define "_rpmfilename $1-$2.rpm" "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}

package base 1 "$T/image" <<<'Provides: sh'
package base 1 "$T/repo" <<<'Provides: sh'
package base 2 "$T/repo" <<<'Provides: sh'
package lib 3 "$T/repo" <<<'Requires: sh'
package app 1 "$T/repo" <<<'Requires: lib >= 3'
package product 1 "$T/product" <<<'Requires: base, app'
claim "a repository" createrepo_c --quiet "$T/repo"
root=$T/root
mkdir -p "$root"/{etc,usr/bin,usr/lib/sysimage/rpm}
printf 'ID=azurelinux\nVERSION_ID=4.0\nPRETTY_NAME="Azure Linux 4.0"\n' >"$root/etc/os-release"
claim "the image's rpm database" rpm --dbpath "$root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps --noscripts "$T/image/base-1.rpm"

mkdir -p "$T/suites/profiles"
check() { # id kind-and-parameters counterexample
	printf '  - id: solver.%s\n    version: 1\n    title: T\n    level: mandatory\n    %s\n' "$1" "$2"
	printf '    why: W\n    remedy: R\n    counterexample: %s\n' "$3"
}
suite() { # profile
	printf 'suite: %s\ntitle: T\nchecks:\n' "$1" >"$T/suites/$1.yaml"
	cat >>"$T/suites/$1.yaml"
	printf 'profile: %s\ntitle: T\nsuites: [%s]\n' "$1" "$1" >"$T/suites/profiles/$1.yaml"
}
gone='DELETE FROM available WHERE name ='
{
	check closed 'closure: {of: available}' "{repository: $gone 'lib', also: [solver.app]}"
	check app 'installable: {names: [app], max-packages: 2}' "{repository: $gone 'lib', also: [solver.closed]}"
	check had 'available: {names: [app]}' "{repository: $gone 'app', also: [solver.app]}"
	check again 'installable: {reproduces: versions}' "{repository: $gone 'base' AND version = '1'}"
	check kept 'upgrade: {left-behind: false}' \
		"{repository: $gone 'base', also: [solver.again, solver.closed]}"
	check both 'upgrade: {foreign: ^Other$}' "{rows: UPDATE package SET vendor = NULL, repository: $gone 'none'}"
	check base 'package: {name: base}' '{rows: DELETE FROM package, also: ["solver.*"]}'
} | suite image
export AZLCTS_SUITES=$T/suites

# judged with a folder of repodata; without one what asks it is missing
run 0 "$AZLCTS" run "$root" -o "$T/image.out" --profile image --repository "$T/repo"
has "$T/image.out/results.json" '2 packages would come'
run 4 "$AZLCTS" judge "$T/image.out" --profile image
has out 'no repository was given: --repository'
run 0 "$AZLCTS" collect "$T/repo" -o "$T/collected"
run 0 "$AZLCTS" judge "$T/image.out" --profile image --repository "$T/collected"

# a repository that lacks a package is found
cp -r "$T/repo" "$T/less"
rm "$T"/less/lib-3.rpm
claim "a repository that lacks a package" createrepo_c --quiet "$T/less"
run 1 "$AZLCTS" judge "$T/image.out" --profile image --repository "$T/less"
has out 'lib >= 3'

# the proof: with the repository, without it, and a counterexample that does not bite
state() { json "$T/out" "' '.join(l['state'] for l in d if l['id'] == 'solver.$1')"; }
prove() { # status evidence profile options...
	run "$1" "$AZLCTS" validate --prove "$2" --profile "$3" --json "${@:4}"
}
sum=$(sha256sum <"$T/collected/evidence.db")
prove 1 "$T/image.out/evidence.db" image --repository "$T/collected"
for id in closed app had again kept base; do is "$id, with a repository" "$(state "$id")" proved; done
is "a counterexample that does not bite" "$(state both)" not-proved
has out 'leaves it at pass'
is "the repository is as it was" "$(sha256sum <"$T/collected/evidence.db")" "$sum"
prove 1 "$T/image.out/evidence.db" image --repository "$T/repo" --check 'solver.b*'
prove 4 "$T/image.out/evidence.db" image
is "with no repository" "$(state app)" no-repository
is "what needs none" "$(state base)" proved
prove 4 "$T/image.out/evidence.db" image --check solver.had
is "with no repository, alone" "$(state had)" no-repository
run 2 "$AZLCTS" validate --repository "$T/repo"
has err '--repository goes with --prove'

# SQL that is none is the suite's fault
sed -i "s/$gone 'app'/DELETE FORM available/" "$T/suites/image.yaml"
prove 1 "$T/image.out/evidence.db" image --repository "$T/repo" --check solver.had
has out 'syntax error'

# a product, with and without its image
{
	check closed 'closure: {of: product}' "{repository: $gone 'app', also: [solver.fits]}"
	check fits 'installable: {product: true}' "{repository: $gone 'lib'}"
	check alone 'conflicts: {what: declared}' \
		"{rows: \"INSERT INTO package_dep SELECT nevra, 'conflicts', 'sh', '', '' FROM package\", also: [solver.fits]}"
} | suite product
run 0 "$AZLCTS" collect "$T/product" -o "$T/product.out"
prove 0 "$T/product.out/evidence.db" product --repository "$T/repo" --image "$T/image.out"
for id in closed fits alone; do is "$id, of a product" "$(state "$id")" proved; done
prove 4 "$T/product.out/evidence.db" product --repository "$T/repo" --check solver.fits
is "with no image" "$(state fits)" no-image
finish
