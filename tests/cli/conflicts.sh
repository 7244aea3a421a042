#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# File conflicts, by the kind `conflicts` and by a test transaction of rpm itself: they agree on
# every way in which two packages can own a path.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir -p "$TMPDIR" "$T/rpm" "$T/suites/profiles" "$T/root"/{etc,usr/bin,usr/lib/sysimage/rpm}
printf 'ID=azurelinux\nVERSION_ID=4.0\n' >"$T/root/etc/os-release"
cat >"$T/suites/c.yaml" <<'Y'
suite: c
title: T
checks:
  - {id: c.files, version: 1, title: T, level: optional, conflicts: {what: files}, why: W, remedy: R}
Y
printf 'profile: c\ntitle: T\nsuites: [c]\nrequire: ["*"]\n' >"$T/suites/profiles/c.yaml"
export AZLCTS_SUITES=$T/suites

# A package that owns /opt/azlcts-test/CASE: name case install-commands files-line
package() {
	local at=/opt/azlcts-test
	mkdir -p "$T/$1"
	{
		printf 'Name: %s-%s\nVersion: 1\nRelease: 1\nSummary: made for a test\nLicense: MIT\nBuildArch: noarch\n' "$1" "$2"
		printf '\n%%description\nMade.\n%%install\nmkdir -p %%{buildroot}%s\ncd %%{buildroot}%s\n%s\n' $at $at "$3"
		printf '%%files\n%s\n' "${4//@/$at/$2}"
	} >"$T/p.spec"
	rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $T/$1" --nodebuginfo \
		--define "_rpmfilename $2.rpm" --define '__os_install_post %{nil}' "$T/p.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1 $2" "$(tail -n 5 "$T/rpmbuild")"
}

# case, then install-commands and files-line of what is installed, and of the product
cases=()
both() {
	cases+=("$1")
	package image "$1" "$2" "$3"
	package product "$1" "$4" "$5"
}
both same 'echo x >same' '@' 'echo x >same' '@'
both contents 'echo x >contents' '@' 'echo y >contents' '@'
both mode 'echo x >mode' '%attr(0644,root,root) @' 'echo x >mode' '%attr(0600,root,root) @'
both group 'echo x >group' '%attr(0644,root,root) @' 'echo x >group' '%attr(0644,root,bin) @'
both directory 'mkdir directory' '%dir %attr(0755,root,root) @' 'mkdir directory' '%dir %attr(0755,root,root) @'
both directory-mode 'mkdir directory-mode' '%dir %attr(0755,root,root) @' 'mkdir directory-mode' '%dir %attr(0700,root,root) @'
both type 'mkdir type' '%dir @' 'echo x >type' '@'
both ghost 'echo x >ghost' '%ghost @' 'echo y >ghost' '@'
both link 'ln -s x link' '@' 'ln -s x link' '@'
both link-target 'ln -s x link-target' '@' 'ln -s y link-target' '@'
both config 'echo x >config' '%config @' 'echo y >config' '%config(noreplace) @'

RPM=(rpm --dbpath "$T/root/usr/lib/sysimage/rpm" --define '_db_backend sqlite')
claim "what is installed" "${RPM[@]}" -i --justdb --nodeps --noscripts "$T"/image/*.rpm
for p in "$T"/image/*.rpm; do
	(cd "$T/root" && rpm2cpio "$p" | cpio -idm --quiet 2>/dev/null)
done
run 0 "$AZLCTS" collect "$T/root" -o "$T/image.out"
for c in "${cases[@]}"; do
	wanted=conformant
	"${RPM[@]}" -i --test --nodeps "$T/product/$c.rpm" >"$T/rpm.out" 2>&1 || wanted=not-conformant
	"$AZLCTS" certify "$T/product/$c.rpm" --image "$T/image.out" --profile c --json \
		-o "$T/product.$c" >"$T/out" 2>"$T/err"
	is "$c: as rpm says" "$(json "$T/out" 'd["verdict"]')" "$wanted"
done
finish
