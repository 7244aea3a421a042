#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The solver says what rpm's own test transaction and dnf say: of the fixture's repository, and of
# small packages that lack, conflict, obsolete and depend in every way there is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

built=$(dirname "$AZLCTS")
SOLVE=$built/bench/install
claim "the solver alone is built" make -s -C "$TOP" B="${built#"$TOP"/}" "${SOLVE#"$TOP"/}"
export HOME=$T
echo '%_dbpath /usr/lib/sysimage/rpm' >"$T/.rpmmacros"
mkdir -p "$T/all"

# A package: name, version-release, architecture; then lines of the spec; "file PATH" is a file.
pkg() {
	local name=$1 version=${2%-*} release=${2#*-} arch=$3 line
	shift 3
	{
		printf 'Name: %s\nVersion: %s\nRelease: %s\nSummary: s\nLicense: MIT\n' \
			"$name" "$version" "$release"
		[ "$arch" != noarch ] || echo 'BuildArch: noarch'
		for line; do [[ $line == file* ]] || echo "$line"; done
		printf '%%description\nd\n%%install\n'
		for line; do
			[[ $line != file* ]] || echo "install -D -m 755 /dev/null %{buildroot}${line#file }"
		done
		echo '%files'
		for line; do [[ $line != file* ]] || echo "${line#file }"; done
	} >"$T/$name.spec"
	rpmbuild --quiet -bb --nodeps --target "$([ "$arch" = noarch ] && echo x86_64 || echo "$arch")" \
		--define "_topdir $T/build" --define "_rpmdir $T/all" --define '_build_id_links none' \
		--define "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm" \
		"$T/$name.spec" >"$T/rpmbuild" 2>&1 || not_ok "rpmbuild $name" "$(tail -n 5 "$T/rpmbuild")"
}

pkg plain 1-1 x86_64
pkg plain 2-1 x86_64
pkg plain 2-1 i686
pkg plain-user 1-1 x86_64 'Requires: plain'
pkg old-user 1-1 x86_64 'Requires: plain < 2'
pkg chain 1-1 x86_64 'Requires: link'
pkg link 1-1 noarch 'Requires: end >= 2'
pkg end 1-1 x86_64
pkg hater 1-1 x86_64 'Conflicts: plain < 2'
pkg replacer 1-1 x86_64 'Obsoletes: plain < 2'
pkg provider 1-1 x86_64 'Provides: virtual = 3' 'file /usr/bin/tool'
pkg virtual-user 1-1 x86_64 'Requires: virtual >= 3'
pkg virtual-new 1-1 x86_64 'Requires: virtual >= 4'
pkg file-user 1-1 x86_64 'Requires: /usr/bin/tool'
pkg file-none 1-1 x86_64 'Requires: /usr/bin/none'
pkg rich-if 1-1 x86_64 'Requires: (provider if plain)'
pkg rich-or 1-1 x86_64 'Requires: (provider or plain)'
pkg rich-with 1-1 x86_64 'Requires: (virtual >= 3 with provider)'
pkg rich-without 1-1 x86_64 'Requires: (virtual >= 3 without provider)'
pkg rich-unless 1-1 x86_64 'Conflicts: (plain unless provider)'
pkg rich-else 1-1 x86_64 'Requires: (provider if plain else end)'
pkg rich-and 1-1 x86_64 'Conflicts: (plain and provider)'
pkg weak 1-1 x86_64 'Recommends: end' 'Recommends: nothing'
pkg epoch 1-1 x86_64 'Epoch: 2'
pkg epoch-user 1-1 x86_64 'Requires: epoch >= 2:1'
pkg epoch-new 1-1 x86_64 'Requires: epoch >= 3:0'
pkg tilde 1.0~rc1-1 x86_64
pkg tilde-user 1-1 x86_64 'Requires: tilde >= 1.0'
pkg caret-user 1-1 x86_64 'Requires: tilde < 1.0^git1'
pkg self 1-1 x86_64 'Provides: hated' 'Conflicts: hated'
pkg selfrich 1-1 x86_64 'Requires: selfrich = 1-1'
pkg foreign 1-1 aarch64
pkg kernel-core 1-1 x86_64 'Provides: installonlypkg(kernel)' 'file /lib/modules/1/x'
pkg kernel-core 2-1 x86_64 'Provides: installonlypkg(kernel)' 'file /lib/modules/2/x'
# In no repository: these were installed some time ago.
pkg local-user 1-1 x86_64 'Requires: plain < 2'
pkg local-chain 1-1 x86_64 'Requires: local-user'
pkg local-free 1-1 noarch 'Requires: plain'
claim "all were built" test "$(find "$T/all" -name '*.rpm' | wc -l)" -eq 37

# A repository of these packages alone, in $T/set.
repository() {
	rm -rf "$T/set"
	mkdir "$T/set"
	for p; do cp "$T/all/$p.rpm" "$T/set/"; done
	createrepo_c --quiet "$T/set"
}

we_say() { # yes, no, or an error
	"$@" >"$T/said" 2>&1
	case $? in 0) echo yes ;; 1) echo no ;; *) echo "error: $(tail -n 1 "$T/said")" ;; esac
}

rpm_says() { # rpm ends with the number of packages that failed, so only its words tell
	if rpm --root "$T/root" -U --test "$@" >"$T/said" 2>&1; then
		echo yes
	elif grep -qE 'Failed dependencies|intended for a different architecture' "$T/said"; then
		echo no
	else
		echo "error: $(tail -n 1 "$T/said")"
	fi
}

# All of these packages into an empty root: what rpm says, what we say, and what is right.
both() { # yes|no package...
	local want=$1
	shift
	repository "$@"
	rm -rf "$T/root"
	mkdir "$T/root"
	is "rpm: $*" "$(rpm_says "$T"/set/*.rpm)" "$want"
	is "  we: $*" "$(we_say "$SOLVE" empty --no-weak --all --repository "$T/set")" "$want"
}

x() { printf '%s.x86_64' "$1"; }
both yes "$(x plain-1-1)"
both no "$(x plain-user-1-1)"
both yes "$(x plain-user-1-1)" "$(x plain-1-1)"
both yes "$(x old-user-1-1)" "$(x plain-1-1)"
both no "$(x old-user-1-1)" "$(x plain-2-1)"
both no "$(x chain-1-1)"
both no "$(x chain-1-1)" link-1-1.noarch "$(x end-1-1)"
both no "$(x hater-1-1)" "$(x plain-1-1)"
both yes "$(x hater-1-1)" "$(x plain-2-1)"
both yes "$(x replacer-1-1)" "$(x plain-2-1)"
both yes "$(x virtual-user-1-1)" "$(x provider-1-1)"
both no "$(x virtual-new-1-1)" "$(x provider-1-1)"
both yes "$(x file-user-1-1)" "$(x provider-1-1)"
both no "$(x file-user-1-1)"
both no "$(x file-none-1-1)" "$(x provider-1-1)"
both yes "$(x rich-if-1-1)"
both no "$(x rich-if-1-1)" "$(x plain-1-1)"
both yes "$(x rich-if-1-1)" "$(x plain-1-1)" "$(x provider-1-1)"
both no "$(x rich-or-1-1)"
both yes "$(x rich-or-1-1)" "$(x plain-1-1)"
both yes "$(x rich-with-1-1)" "$(x provider-1-1)"
both no "$(x rich-without-1-1)" "$(x provider-1-1)"
both yes "$(x rich-unless-1-1)"
both no "$(x rich-unless-1-1)" "$(x plain-1-1)"
both yes "$(x rich-unless-1-1)" "$(x plain-1-1)" "$(x provider-1-1)"
both no "$(x rich-else-1-1)"
both yes "$(x rich-else-1-1)" "$(x end-1-1)"
both no "$(x rich-else-1-1)" "$(x end-1-1)" "$(x plain-1-1)"
both yes "$(x rich-else-1-1)" "$(x provider-1-1)" "$(x plain-1-1)"
both yes "$(x rich-and-1-1)" "$(x plain-1-1)"
both no "$(x rich-and-1-1)" "$(x plain-1-1)" "$(x provider-1-1)"
both yes "$(x weak-1-1)"
both yes "$(x epoch-user-1-1)" "$(x epoch-1-1)"
both no "$(x epoch-new-1-1)" "$(x epoch-1-1)"
both no "$(x tilde-user-1-1)" "$(x tilde-1.0~rc1-1)"
both yes "$(x caret-user-1-1)" "$(x tilde-1.0~rc1-1)"
both yes "$(x self-1-1)"
both yes "$(x selfrich-1-1)"
both yes "$(x plain-2-1)" plain-2-1.i686
both no foreign-1-1.aarch64
both yes "$(x kernel-core-1-1)"

# With something installed: what dnf would do, and what we would.  The steps are compared.
installed() { # package...
	rm -rf "$T/root" "$T/evidence"
	mkdir -p "$T/root/etc"
	echo 'ID=azurelinux' >"$T/root/etc/os-release"
	[ $# -eq 0 ] || (cd "$T/all" && rpm --root "$T/root" -i --justdb --nodeps --noscripts "${@/%/.rpm}")
	"$AZLCTS" collect "$T/root" -o "$T/evidence" >"$T/collect" 2>&1 ||
		not_ok "collect" "$(tail -n 3 "$T/collect")"
}

steps() { # of the solver: kind and package
	grep -E '^(install|reinstall|upgrade|downgrade|erase|obsoleted) [^ ]+ [^ ]+ [a-z]+$' "$1" |
		cut -d' ' -f1,2 | sort
	[ "$2" -eq 0 ] || echo impossible
}

same() { # wish [--erase] [--weak] name...
	local wish=$1 erase=--no-erase weak=--no-weak status=0 theirs=()
	shift
	while [[ ${1:-} == --* ]]; do
		theirs+=("$1")
		[ "$1" != --erase ] || erase=
		[ "$1" != --weak ] || weak=
		shift
	done
	# shellcheck disable=SC2086
	"$SOLVE" "$wish" $erase $weak --installed "$T/evidence/evidence.db" --repository "$T/set" \
		"$@" >"$T/ours" 2>&1 || status=$?
	[ "$status" -le 1 ] || not_ok "the solver" "$(cat "$T/ours")"
	/usr/bin/python3 "$TOP/tests/system/dnf_solve.py" "$T/root" "$T/set" "${theirs[@]}" "$wish" \
		"$@" >"$T/theirs" 2>"$T/dnf" || not_ok "dnf" "$(tail -n 3 "$T/dnf")"
	is "as dnf: $wish ${theirs[*]} $*" "$(steps "$T/ours" "$status" | paste -sd' ')" \
		"$(sort "$T/theirs" | paste -sd' ')"
}

mapfile -t everything < <(find "$T/all" -name '*.rpm' -printf '%f\n' | sed 's/\.rpm$//' | sort)
repository "${everything[@]}"
rm "$T"/set/local-*
createrepo_c --quiet "$T/set"
installed "$(x plain-1-1)"
for name in plain-user chain hater virtual-user virtual-new file-user file-none rich-if rich-or \
	rich-with rich-without rich-unless rich-else rich-and epoch-user epoch-new tilde-user \
	caret-user self selfrich foreign nothing /usr/bin/tool 'virtual >= 3' plain plain.i686 \
	plain-1-1.x86_64 replacer weak kernel-core; do
	same install "$name"
done
same install --weak weak
same install --erase hater
same install plain-user virtual-user rich-if
same install old-user
same upgrade
same sync
installed "$(x plain-1-1)" "$(x old-user-1-1)"
same install --erase hater
same install hater
same upgrade
same upgrade --erase
same sync
same sync --erase
installed "$(x plain-1-1)" "$(x local-user-1-1)" "$(x local-chain-1-1)" local-free-1-1.noarch "$(x end-1-1)"
for erase in '' --erase; do
	same install $erase hater
	same install $erase replacer
	same upgrade $erase
	same sync $erase
done
# What is there already is not installed again, though a database says more than a repository.
installed "$(x provider-1-1)" "$(x virtual-user-1-1)" "$(x rich-if-1-1)" "$(x selfrich-1-1)" \
	"$(x kernel-core-2-1)" "$(x end-1-1)"
same sync
same upgrade
same install end
installed "$(x kernel-core-1-1)"
same upgrade
same install kernel-core
installed "$(x plain-2-1)" plain-2-1.i686
rm "$T"/set/plain-*
cp "$T/all/plain-1-1.x86_64.rpm" "$T/set/"
createrepo_c --quiet "$T/set"
same sync
same upgrade
same install plain-1-1.x86_64

# Each package of the fixture's repository, and all of it at once.
mapfile -t names < <(cd "$FIXTURE/repo" && for p in *.rpm; do rpm -qp --nosignature --qf '%{name}\n' "$p"; done | sort -u)
rm -rf "$T/root"
mkdir "$T/root"
run 0 "$SOLVE" empty --no-weak --each --repository "$FIXTURE/repo" "${names[@]}"
cp "$T/out" "$T/each"
/usr/bin/python3 "$TOP/tests/system/dnf_solve.py" "$T/root" "$FIXTURE/repo" each "${names[@]}" \
	>"$T/theirs" 2>"$T/dnf"
claim "at least 150 packages" test "${#names[@]}" -ge 150
claim "each of ${#names[@]} alone: the very packages dnf takes" cmp "$T/each" "$T/theirs"
run 0 "$SOLVE" empty --all --repository "$FIXTURE/repo"
claim "rpm takes all of them" rpm --root "$T/root" -U --test --nosignature "$FIXTURE"/repo/*.rpm

# The image that was made of it: the same again, and nothing to do; then each break is found.
image=$(booted)/evidence.db
run 0 "$SOLVE" reproduce --installed "$image" --repository "$FIXTURE/repo"
is "what differs" "$(cat "$T/out")" ""
for wish in sync upgrade; do
	run 0 "$SOLVE" $wish --installed "$image" --repository "$FIXTURE/repo"
	is "to do: $wish" "$(cat "$T/out")" ""
done
mkdir "$T/less"
cp "$FIXTURE"/repo/*.rpm "$T/less/"
rm "$T"/less/which-*.rpm
createrepo_c --quiet "$T/less"
run 0 "$SOLVE" reproduce --installed "$image" --repository "$T/less"
has out 'missing which-'
has out ' requires which, which nobody provides (which-'
is "the reason is told once" "$(grep -c 'requires which' "$T/out")" 1
is "nothing else is missing" "$(grep -c ^missing "$T/out")" 1
finish
