#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# ready for packages: what they require, what a repository could add, and what it adds in turn.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"

# An RPM of all that lies in a folder.
package() { # name version-of-it arch repository folder ; more of the header on stdin
	mkdir -p "$4" "$T/rpm"
	{
		printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: made for a test\nLicense: MIT\n' "$1" "$2"
		cat
		printf '\n%%description\nMade.\n%%install\nmkdir -p %%{buildroot}\ncp -a %s/. %%{buildroot}/\n' "$5"
		printf '%%files\n'
		(cd "$5" && find . -mindepth 1 -not -type d | sed 's/^\.//')
	} >"$T/$1.spec"
	rpmbuild -bb --quiet --target "$3" --define "_topdir $T/rpm" --define "_rpmdir $4" --nodebuginfo \
		--define "_rpmfilename $1-$2.$3.rpm" --define '__os_install_post %{nil}' \
		--define '_build_id_links none' "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}

abi_root "$T/root"
package base 1 x86_64 "$T/image" "$T/root" <<<'Provides: /bin/sh, rtld(GNU_HASH)
Requires: rpmlib(PayloadFilesHavePrefix)'
cp -a "$T/root" "$T/bare"
mkdir -p "$T/root/usr/lib/sysimage/rpm"
claim "the image's rpm database" rpm --dbpath "$T/root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps --noscripts --ignorearch "$T/image/base-1.x86_64.rpm"

abi_shape "$T/shape/usr/lib64" name edge
abi_shape "$T/shape-old/usr/lib64" name
mkdir -p "$T/data/usr/share/shape"
echo data >"$T/data/usr/share/shape/data"
echo shape_edge | abi_app "$T/app/usr/bin/app" "$T/shape/usr/lib64"
package shape 2 x86_64 "$T/repo" "$T/shape" <<<'Requires: shape-data >= 2'
package shape-data 2 noarch "$T/repo" "$T/data" <<<'BuildArch: noarch'
package app 1 x86_64 "$T/product" "$T/app" <<<'Requires: (base or nobody)'

run 1 "$AZLCTS" ready "$T/product/app-1.x86_64.rpm" --image "$T/root"
has out 'app-1.x86_64.rpm: blocked'
has out '/usr/bin/app'
has out 'requires libshape.so.1(SHAPE_1)(64bit), which no package provides'
run 0 "$AZLCTS" ready "$T/product/app-1.x86_64.rpm" --image "$T/root" --with "$T/repo"
has out 'app-1.x86_64.rpm: runs with packages'
has out 'not installed, has to be: shape-2-1.x86_64, for libshape.so.1'
has out 'not installed, has to be: shape-data-2-1.noarch, for shape-data'
run 0 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/repo" --json -o "$T/with.json"
is "a folder, too" "$(json "$T/with.json" 'd["products"][0]["verdict"]')" runs-with-packages
bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/ready.schema.json" "$T/with.json" >"$T/claim"
status=$?
[ $status -eq 77 ] || claim "the document follows the schema" test $status -eq 0
run 0 "$AZLCTS" collect "$T/repo" -o "$T/repo.out"
run 0 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/repo.out"
has out 'runs with packages'

# the package that would help needs what nobody has
mkdir "$T/half"
cp "$T/repo/shape-2.x86_64.rpm" "$T/half/"
run 1 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/half"
has out 'shape-2-1.x86_64: requires shape-data >= 2, which no package provides'
# it is there, and lacks the symbol
package shape 1 x86_64 "$T/older" "$T/shape-old" </dev/null
run 1 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/older"
has out 'shape_edge'
# of two the newer is chosen, but whose of the two files was read is not known
cp "$T/repo"/*.rpm "$T/older/"
run 4 "$AZLCTS" ready "$T/app" --image "$T/root" --with "$T/older"
has out 'shape-2-1.x86_64'
has out '/usr/lib64/libshape.so.1: is in several packages of the repository'
has out 'dnf reposync --newest-only'

# packages of the image that were not collected decide nothing
run 4 "$AZLCTS" ready "$T/repo/shape-2.x86_64.rpm" "$T/repo/shape-data-2.noarch.rpm" --image "$T/bare"
has out 'its packages were not collected'
run 4 "$AZLCTS" ready "$T/repo/shape-2.x86_64.rpm" "$T/repo/shape-data-2.noarch.rpm" --image "$T/root"
has out 'shape-2.x86_64.rpm: runs (1 ELF file'
has out 'shape-data-2.noarch.rpm: not decided'

# another machine, a conflict, a scriptlet's interpreter, a rich dependency
package arm 1 aarch64 "$T/arm" "$T/data" </dev/null
run 1 "$AZLCTS" ready "$T/arm/arm-1.aarch64.rpm" --image "$T/root"
has out 'is for aarch64; the image is for x86_64'
package enemy 1 x86_64 "$T/enemy" "$T/shape" <<<'Conflicts: base
AutoReq: no
Requires: (nobody and base)'
run 1 "$AZLCTS" ready "$T/enemy/enemy-1.x86_64.rpm" --image "$T/root"
has out 'conflicts with base'
has out 'requires (nobody and base), which no package provides'
cat >>"$T/shape.spec" <<'S'
%post -p /usr/bin/python9
pass
S
rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $T/script" --nodebuginfo --define 'AutoReq no' \
	--define '_rpmfilename script.rpm' "$T/shape.spec" >"$T/rpmbuild" 2>&1
run 1 "$AZLCTS" ready "$T/script/script.rpm" --image "$T/root"
has out 'its scriptlet post is run by /usr/bin/python9, which is not there'
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
finish
