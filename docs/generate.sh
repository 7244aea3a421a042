#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Rewrites the generated parts of docs/: what stands between
#	<!-- generated: COMMAND -->  and  <!-- end -->
# becomes what the command prints.  With --check nothing is written; a difference is an error.
set -euo pipefail
cd "$(dirname "$0")/.."
azlcts=${AZLCTS:-build/release/azlcts}
status=0

for doc in docs/*.md; do
	new=$(mktemp)
	while IFS= read -r line; do
		if [[ $line == '<!-- end -->' ]]; then skip=; fi
		[[ -n ${skip:-} ]] || printf '%s\n' "$line"
		if [[ $line =~ ^'<!-- generated: azlcts '(.*)' -->'$ ]]; then
			read -ra words <<<"${BASH_REMATCH[1]}"
			"$azlcts" "${words[@]}"
			skip=1
		fi
	done <"$doc" >"$new"
	if ! cmp -s "$new" "$doc"; then
		if [[ ${1:-} == --check ]]; then
			echo "$doc: not what the program says now; run make docs"
			status=1
		else
			cp "$new" "$doc"
		fi
	fi
	rm -f "$new"
done
exit $status
