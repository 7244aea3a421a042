#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# No mutable state at file scope: nothing of the library lies in .data or .bss.  Constant tables of
# pointers lie in .data.rel.ro, which is read-only once the program is loaded.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1
archive=build/release/libazlcts.a

if [ ! -e "$archive" ]; then
	echo "skipped: $archive is not built"
	exit 0
fi
listing=$(nm --line-numbers --format=sysv "$archive") || exit 1
awk -F '|' -v here="$PWD/" '
/^Symbols from / {
	object = $0
	sub(/.*\[/, "", object)
	sub(/\].*/, "", object)
}
NF == 7 {
	split($7, place, "\t")
	section = place[1]
	gsub(/ /, "", section)
	if (section !~ /^(\.t?data|\.t?bss|\*COM\*)/ || section ~ /^\.data\.rel\.ro/)
		next
	gsub(/ /, "", $1)
	if (index(place[2], here) == 1)
		place[2] = substr(place[2], length(here) + 1)
	print (place[2] ? place[2] : object ":0") ": " $1 " is mutable, in " section
	failed = 1
}
END { exit failed }' <<<"$listing"
