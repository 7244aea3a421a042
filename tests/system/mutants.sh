#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Libraries with one change each, and a program built against the old one: what the dynamic linker
# does with the program and the new library is what azlcts must have said.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
cases=$TOP/tests/system/mutants work=$TOP/build/check/mutants
export AZLCTS FIXTURE_ROOT=$FIXTURE/root

rm -rf "$work"
mkdir -p "$work/base"
claim "the image has a dynamic linker" \
	cp "$FIXTURE_ROOT"/usr/lib64/{libc.so.6,ld-linux-x86-64.so.2} "$work/base/"
build() { find "$cases" -name '*.c' -print0 | xargs -0 -P"$(nproc)" -n1 sh -c "$1"; }
# shellcheck disable=SC2016 # sh's own
build '"${0%/*}/build.sh" "$0" '"$work"' || echo "$0: not built"' >"$T/out"
claim "every mutant is built" test ! -s "$T/out"
sed 's/^/# /' "$T/out"

libc=$("$FIXTURE_ROOT/usr/lib64/ld-linux-x86-64.so.2" --version | sed -n '1s/.* \([0-9.]*\)\.$/\1/p')
claims /usr/bin/python3 "$cases/table.py" "$cases" "$work" "$libc"
finish
