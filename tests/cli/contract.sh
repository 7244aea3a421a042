#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# contract: one library as text, several into a folder; explain and list of rules.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

abi_root "$T/root"
abi_shape "$T/root/usr/lib64" name edge new
run 2 "$AZLCTS" contract "$T/root"
has err 'say which library'
run 2 "$AZLCTS" contract "$T/root" --soname libshape.so.2
has err "$T/root: no library libshape.so.2"
run 2 "$AZLCTS" contract "$T/root" --soname libshape.so.1 --all
has err 'not both'
run 2 "$AZLCTS" contract "$T/root" --soname libshape.so.1 --machine aarch64
run 2 "$AZLCTS" contract "$T/root" --soname libshape.so.1 --soname libc.so.6
has err 'need -o DIR'

run 0 "$AZLCTS" contract "$T/root" --soname libshape.so.1
has out '# source: Made 1, evidence sha256 '
has out 'library libshape.so.1 x86_64'
has out 'node SHAPE_2 SHAPE_1'
has out 'symbol SHAPE_1 shape_area function -'
has out 'symbol SHAPE_1 shape_name object 8'
has_not out '__cxa'
cp "$T/out" "$T/first"
run 0 "$AZLCTS" contract "$T/root" --soname libshape.so.1 -o "$T/abi"
claim "the same in a file" cmp "$T/first" "$T/abi/libshape.so.1.x86_64.abi"
run 0 "$AZLCTS" contract "$T/root" --all -o "$T/all"
claim "all of them" test -s "$T/all/libc.so.6.x86_64.abi" -a -s "$T/all/libshape.so.1.x86_64.abi"
claim "private nodes are not written" sh -c "! grep -q GLIBC_PRIVATE '$T/all/libc.so.6.x86_64.abi'"
head -c 300 "$T/root/usr/lib64/libshape.so.1" >"$T/root/usr/lib64/libcut.so.1"
run 4 "$AZLCTS" contract "$T/root" --all -o "$T/all2"

run 0 "$AZLCTS" explain a05
has out 'A05: '
has out 'remedy'
has out 'source'
cp "$T/out" "$T/a05"
run 0 "$AZLCTS" explain A05
claim "in any case of letters" cmp "$T/out" "$T/a05"
run 2 "$AZLCTS" explain A99
run 0 "$AZLCTS" list rules
is "29 rules" "$(wc -l <"$T/out" | tr -d ' ')" 29
has out '[break]'
finish
