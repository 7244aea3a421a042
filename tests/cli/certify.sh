#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# certify: a product's packages on an image; each thing that can be wrong with one, alone.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

export TMPDIR=$T/tmp GNUPGHOME=$T/gnupg
mkdir "$TMPDIR"
mkdir -m 700 "$GNUPGHOME"
trap 'gpgconf --kill all; rm -rf "$T"' EXIT

cat >"$T/key" <<'KEY'
%no-protection
Key-Type: RSA
Key-Length: 3072
Key-Usage: sign
Name-Real: Vendor of a test
Expire-Date: 0
%commit
KEY
claim "a vendor's key" gpg --batch --quiet --gen-key "$T/key"
gpg --armor --export >"$T/vendor.asc"
sed -i 's/^Name-Real.*/Name-Real: Somebody else/' "$T/key"
claim "another's key" gpg --batch --quiet --gen-key "$T/key"
gpg --armor --export 'Somebody else' >"$T/other.asc"

# An RPM of all that lies in a folder: name version folder-to-put-it folder-it-has ; more of the
# header on stdin, sections after a line of "%%".
package() {
	local header more
	mkdir -p "$3" "$T/rpm" "$4"
	more=$(cat)
	header=${more%%'%%'*}
	[ "$header" = "$more" ] && more='' || more=${more#*'%%'}
	{
		printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: made for a test\nLicense: MIT\nVendor: Test\n%s\n' \
			"$1" "$2" "$header"
		printf '\n%%description\nMade.\n%%install\nmkdir -p %%{buildroot}\ncp -a %s/. %%{buildroot}/\n%s\n' \
			"$4" "$more"
		printf '%%files\n%%defattr(-,root,root)\n'
		(cd "$4" && find . -mindepth 1 -not -type d | sed 's/^\.//')
	} >"$T/$1.spec"
	rpmbuild -bb --quiet --target x86_64 --define "_topdir $T/rpm" --define "_rpmdir $3" --nodebuginfo \
		--define "_rpmfilename $1-$2.x86_64.rpm" --define '__os_install_post %{nil}' \
		--define '_build_id_links none' "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}

sign() {
	rpmsign --addsign --define "__gpg $(command -v gpg)" --define '_gpg_name Vendor of a test' --define '_gpg_digest_algo sha256' "$@" \
		>"$T/rpmsign" 2>&1 || not_ok "rpmsign" "$(tail -n 3 "$T/rpmsign")"
}

certify() { # status package...
	local want=$1
	shift
	run "$want" "$AZLCTS" certify "$@" -o "$T/out.d" --force
}

outcome() { # id wanted
	is "$1" "$(json "$T/out.d/results.json" "next(c['outcome'] for c in d['checks'] if c['id'] == '$1')")" "$2"
}

abi_root "$T/root"
package base 1 "$T/image" "$T/root" <<<'Provides: /bin/sh, rtld(GNU_HASH)
Requires: rpmlib(PayloadFilesHavePrefix)'
mkdir -p "$T/root/usr/lib/sysimage/rpm"
claim "the image's rpm database" rpm --dbpath "$T/root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps --noscripts --ignorearch "$T/image/base-1.x86_64.rpm"
run 0 "$AZLCTS" collect "$T/root" -o "$T/host"

abi_shape "$T/shape/usr/lib64" name edge
echo shape_edge | abi_app "$T/app/opt/app/bin/app" "$T/shape/usr/lib64"
package shape 2 "$T/repo" "$T/shape" </dev/null
package app 1 "$T/product" "$T/app" </dev/null
claim "repository" createrepo_c -q "$T/repo"
sign "$T/product/app-1.x86_64.rpm"

# What is lacking is said by each who would feel it.
certify 1 "$T/product/app-1.x86_64.rpm" --image "$T/host"
outcome product.requires fail
outcome product.installs fail
outcome product.runs fail
outcome product.signed pass
outcome product.file-conflicts pass
has out 'libshape.so.1'
for f in evidence.db results.json run.json report.html junit.xml summary.txt; do
	claim "writes $f" test -s "$T/out.d/$f"
done
claim "results are of their schema" "$TOP/tests/cli/schema.sh" "$TOP/results-schema/results.schema.json" \
	"$T/out.d/results.json"
is "the image is named" "$(json "$T/out.d/results.json" "'image' in d")" True

# With a repository that has it.
certify 0 "$T/product/app-1.x86_64.rpm" --image "$T/host" --repository "$T/repo"
outcome product.requires pass
outcome product.installs pass
outcome product.runs pass
is "the repository is named" "$(json "$T/out.d/results.json" "len(d['repositories'])")" 1
has "$T/out.d/results.json" 'which was not looked into'

# With the library as a part of the product: several packages, or their folder.
cp "$T/repo/shape-2.x86_64.rpm" "$T/product/"
sign "$T/product/shape-2.x86_64.rpm"
certify 0 "$T/product/app-1.x86_64.rpm" "$T/product/shape-2.x86_64.rpm" --image "$T/host"
certify 0 "$T/product" --image "$T/host"
has out '2 packages: app-1-1.x86_64, shape-2-1.x86_64'
run 0 "$AZLCTS" certify "$T/product" --image "$T/root" -o "$T/from-root"

# Again, from what was kept: the same answers, and none that need an image when none is given.
run 0 "$AZLCTS" judge "$T/from-root" --profile product --image "$T/root" --json
claim "judged again, the same" cmp "$T/out" "$T/from-root/results.json"
run 4 "$AZLCTS" judge "$T/from-root" --profile product
has out 'no image was given to judge the product on: --image'

# On a terminal the line of progress makes way for the summary.
script -qec "'$AZLCTS' certify '$T/product' --image '$T/host' -o '$T/tty'" /dev/null </dev/null >"$T/tty.out"
claim "the summary begins on a line of its own" grep -qF $'\r\033[K✓ Conformant' "$T/tty.out"

# A signature that was verified, with the vendor's key.
certify 0 "$T/product" --image "$T/host" --key "$T/vendor.asc"
outcome product.verified pass
certify 1 "$T/product" --image "$T/host" --key "$T/other.asc"
outcome product.verified fail
# The key is the vendor's: of a repository it says nothing.
certify 0 "$T/product" --image "$T/host" --repository "$T/repo" --key "$T/vendor.asc"
certify 0 "$T/product" --image "$T/host"
is "without a key nothing was verified" \
	"$(json "$T/out.d/results.json" "next(c['outcome'] for c in d['checks'] if c['id'] == 'product.verified') != 'pass'")" True

# Each defect, alone.
mkdir -p "$T/data/opt/bad/share"
echo data >"$T/data/opt/bad/share/data"
bad() { # words id  ; header and sections on stdin
	rm -rf "$T/bad"
	package bad 1 "$T/bad" "$T/data"
	sign "$T/bad/bad-1.x86_64.rpm"
	certify 1 "$T/bad/bad-1.x86_64.rpm" --image "$T/host" --repository "$T/repo"
	outcome "$1" fail
}
bad product.requires <<<'Requires: absent >= 2'
has out 'requires absent >= 2, which nobody provides'
bad product.conflicts <<<'Conflicts: base'
bad product.installs <<<'Obsoletes: base'
bad product.identity <<<'Provides: redhat-release = 9'
bad product.scriptlets <<<'%%
%pretrans -p /usr/bin/python9
print(1)'
mkdir -p "$T/data/usr/lib64"
echo other >"$T/data/usr/lib64/libc.so.6"
bad product.file-conflicts </dev/null
rm -r "$T/data/usr"
chmod 666 "$T/data/opt/bad/share/data"
bad product.writable </dev/null
chmod 644 "$T/data/opt/bad/share/data"

# Without a signature.
rm -rf "$T/bad"
package bad 1 "$T/bad" "$T/data" </dev/null
certify 1 "$T/bad/bad-1.x86_64.rpm" --image "$T/host"
outcome product.signed fail

# A source package is nothing that could be installed.
claim "a source package" rpmbuild -bs --quiet --define "_topdir $T/rpm" --define "_srcrpmdir $T/source" "$T/app.spec"
sign "$T/source/app-1-1.src.rpm"
certify 4 "$T/source/app-1-1.src.rpm" --image "$T/host"
outcome product.requires missing
outcome product.installs missing

# What cannot be asked.
run 2 "$AZLCTS" certify "$T/product"
has err '--image'
run 2 "$AZLCTS" certify "$T/product" --image "$T/out.d" -o "$T/none"
has err "out.d: no image: it is evidence of kind rpm"
run 2 "$AZLCTS" certify "$T/product" --image "$T/host" --repository "$T/host" -o "$T/none"
has err "host: no repository: it is evidence of kind rootfs"
run 2 "$AZLCTS" certify "$T/product" --image "$T/host" --key "$T/no-key" -o "$T/no-key.d"
has err "no-key: no key can be read from it: No such file or directory"
run 2 "$AZLCTS" certify "$T/none.rpm" --image "$T/host" -o "$T/none"
claim "nothing was written" test ! -e "$T/none"
run 2 "$AZLCTS" certify "$T/product" --image "$T/host" --repository "$T/root" -o "$T/none"
run 2 "$AZLCTS" certify "$T/product" "$T/product/app-1.x86_64.rpm" --image "$T/host" -o "$T/none"
run 2 "$AZLCTS" collect "$T/product" --enabled -o "$T/none"
has err '--enabled is for images and root directories'
run 0 "$AZLCTS" explain product.verified
has out 'recommended, not required by profile product'
run 0 "$AZLCTS" explain product.verified --profile signed-product
has out 'recommended, required by profile signed-product'
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
finish
