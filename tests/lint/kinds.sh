#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# kinds.def lists the check kinds that exist, in order, and each is shown to bite: golden cases that
# pass, that fail, and that cannot be decided.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1
def=runner/judge/kinds.def

offenders=$(
	listed=$(sed -nE 's/^KIND\(([a-z0-9_]+)\).*/\1/p' "$def")
	[ -n "$listed" ] || echo "$def:1: lists no kind"
	LC_ALL=C awk -F '[()]' '/^KIND/ {
		if ($2 "" <= last "")
			print FILENAME ":" FNR ": " $2 " is twice or out of order"
		last = $2
	}' "$def"
	while IFS=: read -r file line kind; do
		[ "$file" = "runner/judge/check_$kind.c" ] ||
			echo "$file:$line: check_$kind belongs into check_$kind.c"
		grep -qxF "$kind" <<<"$listed" || echo "$file:$line: $def does not list $kind"
	done < <(grep -nHE '^const struct check_kind check_[a-z0-9_]+ = ' runner/judge/*.c |
		sed -E 's/^([^:]*:[0-9]+):.* check_([a-z0-9_]+) = .*/\1:\2/')
	for kind in $listed; do
		line=$(grep -nF "KIND($kind)" "$def" | cut -d: -f1)
		grep -qsE "^const struct check_kind check_$kind = " "runner/judge/check_$kind.c" ||
			echo "$def:$line: check_$kind.c has no check_$kind"
		cases=$(cd tests/golden 2>/dev/null && ls "$kind" "${kind//_/-}" 2>/dev/null)
		for need in 'pass' 'fail' 'missing|error'; do
			grep -qE "^($need)-.*\.t$" <<<"$cases" ||
				echo "$def:$line: $kind has no golden case ${need/|/- or }-*.t"
		done
	done
)
[ -z "$offenders" ] && exit
echo "$offenders"
exit 1
