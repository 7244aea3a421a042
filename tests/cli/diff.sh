#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# diff --abi: what breaks, what does not, who feels it, and what cannot be said.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
# shellcheck source=tests/abilib.sh
. "$(dirname "$0")/../abilib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"
abi_shape "$T/old/libs" name edge
abi_shape "$T/same/libs" name edge new
abi_shape "$T/less/libs" name
abi_shape "$T/sized/libs" longname edge
echo shape_edge | abi_app "$T/feels/bin/app" "$T/old/libs"
echo shape_area | abi_app "$T/not/bin/app" "$T/old/libs"

run 2 "$AZLCTS" diff "$T/old" "$T/same"
has err '--abi'
run 2 "$AZLCTS" diff "$T/old" --abi
run 2 "$AZLCTS" diff "$T/old" "$T/gone" --abi
run 2 "$AZLCTS" diff "$T/old" "$T/same" --abi --severity worst
has err 'is none of'

# an addition is information, and quiet
run 0 "$AZLCTS" diff "$T/old" "$T/same" --abi
has out '1 ELF file compared: 0 breaks, 0 risks'
has out 'types of 1 library not checked'
has_not out 'shape_new'
run 0 "$AZLCTS" diff "$T/old" "$T/same" --abi --severity info
has out 'shape_new@SHAPE_2'
has out 'A26'
# and backwards it is a removal of a node
run 1 "$AZLCTS" diff "$T/same" "$T/old" --abi
has out 'A03'

# a removed symbol: felt by one program, and not by another
run 1 "$AZLCTS" diff "$T/old" "$T/less" --abi --consumer "$T/feels"
has out 'shape_edge@SHAPE_1'
has out 'A05'
has out 'felt by /bin/app'
run 0 "$AZLCTS" diff "$T/old" "$T/less" --abi --consumer "$T/not"
has_not out 'shape_edge'
run 1 "$AZLCTS" diff "$T/old" "$T/less" --abi -c "$T/not" -c "$T/feels"
has out 'felt by /2-feels/bin/app'
run 0 "$AZLCTS" diff "$T/old" "$T/sized" --abi
has out 'A12'
has out 'shape_name@SHAPE_1'
mkdir "$T/empty"
echo text >"$T/empty/readme"
run 2 "$AZLCTS" diff "$T/old" "$T/less" --abi -c "$T/empty"
has err 'no program and no library'

# nothing to compare is never a success
run 4 "$AZLCTS" diff "$T/old" "$T/empty" --abi
has out 'nothing was compared'
run 4 "$AZLCTS" diff "$T/old" "$T/same" --abi --only 'libother*'
run 0 "$AZLCTS" diff "$T/old" "$T/same" --abi --only 'libshape*'

# what could not be read
mkdir -p "$T/bad/libs"
cp "$T/old/libs/libshape.so.1" "$T/bad/libs/"
head -c 200 "$T/old/libs/libshape.so.1" >"$T/bad/libs/libcut.so.1"
run 4 "$AZLCTS" diff "$T/old" "$T/bad" --abi
has out 'not compared: candidate: /libs/libcut.so.1'
cp "$T/less/libs/libshape.so.1" "$T/bad/libs/"
run 1 "$AZLCTS" diff "$T/old" "$T/bad" --abi --consumer "$T/feels"

# evidence, the folder of a run, an archive, one file
run 0 "$AZLCTS" collect "$T/old" -o "$T/old.out"
tar -C "$T/same" -czf "$T/same.tar.gz" .
run 0 "$AZLCTS" diff "$T/old.out/evidence.db" "$T/same.tar.gz" --abi
run 0 "$AZLCTS" diff "$T/old.out" "$T/same.tar.gz" --abi
run 0 "$AZLCTS" diff "$T/old/libs/libshape.so.1" "$T/same/libs/libshape.so.1" --abi

# the document: of the schema, the same each time, the same verdict
run 1 "$AZLCTS" diff "$T/old" "$T/less" --abi --consumer "$T/feels" --json
cp "$T/out" "$T/one.json"
run 1 "$AZLCTS" diff "$T/old.out" "$T/less" --abi --consumer "$T/feels" --json -o "$T/two.json"
claim "the same bytes from evidence and from the folder" cmp "$T/one.json" "$T/two.json"
is "verdict" "$(json "$T/one.json" 'd["verdict"]')" breaks
is "severity" "$(json "$T/one.json" 'd["changes"][0]["severity"]')" break
run 4 "$AZLCTS" diff "$T/old" "$T/empty" --abi --json -o "$T/four.json"
run 0 "$AZLCTS" diff "$T/old" "$T/same" --abi --json --severity info -o "$T/zero.json"
bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/diff.schema.json" "$T"/{one,four,zero}.json >"$T/claim"
status=$?
[ $status -eq 77 ] || claim "documents follow the schema" test $status -eq 0

# an interruption: its own status, and nothing stays behind
"$AZLCTS" diff /usr /usr --abi >"$T/out" 2>"$T/err" &
pid=$!
for _ in $(seq 100); do
	[ -n "$(ls -A "$TMPDIR")" ] && break
	sleep 0.05
done
kill -INT $pid
wait $pid
is "interrupted" $? 130
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
chmod 500 "$TMPDIR"
[ "$(id -u)" -eq 0 ] || run 3 "$AZLCTS" diff "$T/old" "$T/same" --abi
chmod 700 "$TMPDIR"
finish
