#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Is a repository closed?  The same answers as `dnf repoclosure`, dependency by dependency: on the
# fixture repository, on real dependencies of thousands of packages (tests/bench/debrepo.py), and
# with one fault at a time.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

CLOSURE=${CLOSURE:-$TOP/build/release/bench/closure}
[ -x "$CLOSURE" ] || make -s -C "$TOP" --no-print-directory "${CLOSURE#"$TOP"/}" || exit 1

made() { # name, arguments of debrepo.py
	local name=$1
	shift
	/usr/bin/python3 "$TOP/tests/bench/debrepo.py" "$T/$name" "$@"
}

collected() { # name, folder of the repository
	rm -f "$T/$1.db"
	run 0 "$CLOSURE" collect "$T/$1.db" "$(ls "$2"/repodata/*primary.xml*)" "$(ls "$2"/repodata/*filelists.xml*)"
}

# Gaps as dnf prints them, "package<TAB>dependency".
dnf_gaps() { # name, folder
	dnf -q --setopt=cachedir="$T/cache.$1" --setopt=reposdir=/nonexistent --setopt=logdir="$T" \
		--setopt=persistdir="$T/persist" --releasever=1 --installroot="$T/root" --forcearch=x86_64 \
		--repofrompath="x,file://$2" --repo=x repoclosure 2>"$T/dnf.err" |
		awk '/^package: /{ package = $2 } /^    /{ sub(/^ +/, ""); print package "\t" $0 }' | sort
}

same_as_dnf() { # name, folder
	collected "$1" "$2"
	"$CLOSURE" requires "$T/$1.db" | sort >"$T/$1.ours"
	dnf_gaps "$1" "$2" >"$T/$1.dnf"
	grep -vq '^Error: Repoclosure ended' "$T/dnf.err" && cat "$T/dnf.err"
	claim "$1: the $(wc -l <"$T/$1.dnf") gaps that dnf finds" cmp "$T/$1.ours" "$T/$1.dnf"
}

if [ -d "$FIXTURE/repo/repodata" ]; then
	same_as_dnf fixture "$FIXTURE/repo"
	claim "fixture: it is closed" test ! -s "$T/fixture.ours"
	"$CLOSURE" installable "$T/fixture.db" >"$T/fixture.bad"
	claim "fixture: every package can be installed" test ! -s "$T/fixture.bad"
else
	not_ok "fixture: $FIXTURE/repo is not there: make fixture"
fi

made closed --packages 1200
same_as_dnf closed "$T/closed"
made open --packages 1200 --open
same_as_dnf open "$T/open"
claim "open: there are gaps" test "$(wc -l <"$T/open.ours")" -gt 1000
"$CLOSURE" installable "$T/closed.db" >"$T/closed.bad"
"$CLOSURE" solver "$T/closed.db" | cut -f 1 >"$T/closed.alone"
claim "closed: proofs by bags are the solver's" cmp <(cut -f 1 "$T/closed.bad") "$T/closed.alone"

for fault in drop-package drop-provide add-require; do
	what=$(made $fault --packages 1200 --break $fault)
	same_as_dnf $fault "$T/$fault"
	comm -13 "$T/closed.ours" "$T/$fault.ours" >"$T/new"
	claim "$fault $what: is found" grep -qF -e "$what" "$T/new"
done
what=$(made add-conflict --packages 1200 --break add-conflict)
same_as_dnf add-conflict "$T/add-conflict"
claim "add-conflict: no Requires lacks a provider" cmp "$T/closed.ours" "$T/add-conflict.ours"
"$CLOSURE" installable "$T/add-conflict.db" | cut -f 1 >"$T/new"
claim "add-conflict $what: cannot be installed" grep -q "^$what-[0-9]" "$T/new"
claim "add-conflict $what: could before" test "$(cut -f 1 "$T/closed.bad" | grep -c "^$what-[0-9]")" -eq 0

finish
