#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Downloads the npm packages of packages.list into CACHE, checks their digests, and unpacks each into
# OUT/NAME ("/" of a scope stays a folder).  No script of theirs is run.
#
# usage: tests/system/vendor/fetch.sh CACHE OUT
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=$(realpath -m "$1") out=$(realpath -m "$2")
mkdir -p "$cache" "$out"

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

genuine() { # file digest
	[ -s "$1" ] && [ "$2" = "$(/usr/bin/python3 -c '
import base64, hashlib, sys
print("sha512-" + base64.b64encode(hashlib.sha512(open(sys.argv[1], "rb").read()).digest()).decode())
' "$1")" ]
}

while read -r package digest; do
	name=${package%@*} version=${package##*@}
	[ ! -e "$out/$name/.complete" ] || [ "$(cat "$out/$name/.complete")" != "$digest" ] || continue
	tarball=$(tr -d @ <<<"$name" | tr / -)-$version.tgz
	if ! genuine "$cache/$tarball" "$digest"; then
		rm -f "$cache/$tarball"
		npm pack --silent --ignore-scripts --pack-destination "$cache" "$package" >/dev/null ||
			die "$package cannot be fetched"
		genuine "$cache/$tarball" "$digest" || die "$package is not what was pinned"
	fi
	rm -rf "${out:?}/$name"
	mkdir -p "$out/$name"
	tar -xzf "$cache/$tarball" -C "$out/$name" --strip-components=1 --no-same-owner
	echo "$digest" >"$out/$name/.complete"
done < <(grep -v '^#' "$here/packages.list")
