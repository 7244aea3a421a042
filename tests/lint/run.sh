#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs every lint of this folder on a tree (default: the one it stands in), and last the test of the
# lints themselves.  One line each, offenders below it; the last line is "N passed, N failed".
set -u
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "${1:-$here/../..}" && pwd) || exit 1
passed=0 failed=0

for lint in "$here"/*.sh; do
	name=$(basename "$lint" .sh)
	[ "$name" != run ] || continue
	if said=$("$lint" "$root" 2>&1); then
		passed=$((passed + 1))
		echo "ok - lint $name"
	else
		failed=$((failed + 1))
		echo "not ok - lint $name"
	fi
	[ -z "$said" ] || printf '%s\n' "$said" | sed 's/^/    /'
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
