#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Checks of what the fixture image cannot have are proved on its evidence with rows added
# (stand_in.sql): they pass on what the release is said to have, and each counterexample makes
# exactly its check fail.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

dir=$(booted)

change() { # database file-of-sql
	/usr/bin/python3 -c 'import sqlite3, sys
sqlite3.connect(sys.argv[1]).executescript(open(sys.argv[2]).read())' "$1" "$2"
}

proved() { # profile how-many check...
	local profile=$1 count=$2 only=()
	shift 2
	for id; do only+=(--check "$id"); done
	run 0 "$AZLCTS" validate --prove "$T/evidence.db" --profile "$profile" "${only[@]}"
	has out "$count proved, 0 not proved, 0 not tried"
}

cp "$dir/evidence.db" "$T/evidence.db"
claim "rows are added" change "$T/evidence.db" "$(dirname "$0")/stand_in.sql"

# what the fixture's profile exempts of the platform suite, no more and no less
mapfile -t exempt < <(sed -nE 's/^  (azl\.(platform|identity)\.[a-z0-9-]+): .*/\1/p' "$PROFILE")
claim "some are exempt" test "${#exempt[@]}" -gt 0
proved azl4-vm "${#exempt[@]}" "${exempt[@]}"

# classes of image that are not the fixture's
proved azl4-cvm 7 'azl.confidential.*'
echo "DELETE FROM package WHERE name = 'kernel-core';" >"$T/wsl.sql"
claim "no kernel is left" change "$T/evidence.db" "$T/wsl.sql"
proved azl4-wsl 5 'azl.wsl.*'
finish
