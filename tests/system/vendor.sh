#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Programs that somebody else built (npm packages with ELF files for x86-64 Linux) on two images:
# what `ready` says of them is what the images' dynamic linkers do with them.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
here=$TOP/tests/system/vendor out=$TOP/build/check/vendor

if ! "$here/fetch.sh" "$TOP/build/cache/vendor" "$out/packages" >"$T/fetch" 2>&1; then
	not_ok "the packages are fetched: the npm registry cannot be reached" "$(tail -n 3 "$T/fetch")"
	finish
	exit 1
fi
"$here/products.sh" "$out/packages" "$out/products"
before=$(digest "$out/packages") # which share their files with the products

on() { # words root
	run 0 "$AZLCTS" collect -q "$2" -o "$out/$1" --force
	claims /usr/bin/python3 "$here/oracle.py" "$AZLCTS" "$here/products.list" "$out/products" \
		"$2" "$out/$1/evidence.db"
}
on fixture "$FIXTURE/root"
[ ! -d "$TOP/build/check/releases/new" ] || on release "$TOP/build/check/releases/new"

is "the products are as they were" "$(digest "$out/packages")" "$before"
finish
