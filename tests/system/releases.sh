#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Two Debian releases as systems, fetched and unpacked, not installed: what azlcts says of them is
# what their packagers say (.symbols files) and what their dynamic linkers do.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
here=$TOP/tests/system/releases debs=$TOP/build/cache/releases out=$TOP/build/check/releases
old=$out/old new=$out/new
oracle() { claims /usr/bin/python3 "$here/oracle.py" "$@"; }

fetch() { # release column root
	if ! "$here/fetch.sh" "$1" "$2" "$debs" "$3" >"$T/fetch" 2>&1; then
		not_ok "$1 is fetched: the Debian archive must be reached" "$(tail -n 3 "$T/fetch")"
		finish
		exit 1
	fi
}

fetch bookworm 1 "$old"
fetch trixie 2 "$new"
before=$(digest "$old" "$new")
for side in old new; do
	run 0 "$AZLCTS" collect -q "$out/$side" -o "$out/$side.evidence" --force
done
oracle symbols "$debs/bookworm/debs" "$out/old.evidence/evidence.db"
oracle symbols "$debs/trixie/debs" "$out/new.evidence/evidence.db"

# Libraries are gone in the newer one, so that something breaks; but never glibc.
run 1 "$AZLCTS" diff -q "$out/old.evidence" "$out/new.evidence" --abi --severity info --json \
	-o "$out/diff.json"
oracle breaks "$debs/bookworm/debs" "$debs/trixie/debs" "$new" "$out/old.evidence/evidence.db" \
	"$out/diff.json"
run 0 "$AZLCTS" diff -q "$out/old.evidence" "$out/new.evidence" --abi --only libc.so.6 --only libm.so.6
run 0 "$AZLCTS" diff -q "$out/new.evidence" "$out/new.evidence" --abi --severity info --json \
	-o "$T/same.json"
is "changes of a system against itself" "$(json "$T/same.json" 'len(d["changes"])')" 0

# Programs and libraries of one release on the other, each by itself.
on() { # of on
	oracle linker "$AZLCTS" "$out/$2" "$out/$2.evidence/evidence.db" "$out/$1" "$out/products"
}
on old old
on old new
on new old

# Reading is only reading; and the order in which a folder lists its files does not matter.  Where
# files last made are listed first (tmpfs), these two folders differ in it.
is "the trees are as they were" "$(digest "$old" "$new")" "$before"
shm=$(mktemp -d /dev/shm/azlcts-test.XXXXXX 2>/dev/null || mktemp -d "$T/order.XXXXXX")
trap 'rm -rf "$T" "$shm"' EXIT
for way in -z -rz; do
	mkdir "$shm/order$way"
	(cd "$new/usr/lib/x86_64-linux-gnu" && find . -maxdepth 1 -name '*.so*' -size -300k -print0 |
		sort "$way" | xargs -0 cp -a -t "$shm/order$way")
	"$AZLCTS" collect -q "$shm/order$way" --source binaries -o "$T/order$way" >"$T/out" 2>"$T/err"
done
"$AZLCTS" diff -q "$T/order-z" "$T/order-rz" --abi --json -o "$T/order.json"
is "the same files in another order: changes" "$(json "$T/order.json" 'len(d["changes"])')" 0
is "and the same evidence" "$(json "$T/order.json" 'd["candidate"]["sha256"]')" \
	"$(json "$T/order.json" 'd["reference"]["sha256"]')"
finish
