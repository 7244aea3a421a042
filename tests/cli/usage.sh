#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Usage: help texts, wrong options, wrong files.  Each error is one line, with the cure.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$AZLCTS" --version
has out 'azlcts 0.'
run 0 "$AZLCTS" --version --json
claim "version is JSON" /usr/bin/python3 -m json.tool "$T/out"
run 0 "$AZLCTS" --help
has out 'exit status: 0 conformant'
run 2 "$AZLCTS"

for verb in run collect judge report ready diff contract list explain query validate init doctor; do
	run 0 "$AZLCTS" "$verb" --help
	has out "usage: azlcts $verb"
	has out 'examples:'
	claim "$verb --help fits 100 columns" test "$(wc -L <"$T/out")" -le 100
	cp "$T/out" "$T/long"
	run 0 "$AZLCTS" help "$verb"
	claim "help $verb is the same" cmp "$T/out" "$T/long"
	run 2 "$AZLCTS" "$verb" --no-such-option
	one_line
done

run 2 "$AZLCTS" rum image.raw
has err "did you mean run?"
run 2 "$AZLCTS" run --memroy 5 x
has err "did you mean --memory?"
run 2 "$AZLCTS" run --memory none x
has err "not a positive whole number"
run 2 "$AZLCTS" run --memory
has err "--memory needs a value"
run 2 "$AZLCTS" run --firmware coreboot x
has err "is none of uefi, bios"
run 2 "$AZLCTS" run
has err "too few arguments"
run 2 "$AZLCTS" run a b
has err "too many arguments"
run 2 "$AZLCTS" run "$T/missing" -o "$T/o"
has err "No such file"
one_line
run 2 "$AZLCTS" run /etc/hostname -o "$T/o2"
has err "no disk image"
run 2 "$AZLCTS" judge "$T/missing.db"
run 2 "$AZLCTS" judge /etc/hostname
has err "not a database"
run 2 "$AZLCTS" list chekcs
has err "did you mean checks?"
run 2 "$AZLCTS" explain azl.identity.idd
has err "did you mean azl.identity.id?"
run 2 "$AZLCTS" run / -o "$T/o3" --profile azl4-vn
has err "did you mean azl4-vm?"
run 2 "$AZLCTS" report "$T/missing"
run 2 "$AZLCTS" report "$T" --format htlm
has err "did you mean html?"
run 2 "$AZLCTS" query "$T/missing.db" 'SELECT 1'
claim "nothing was left behind" test -z "$(find "$T" -name '.work.*')"

# a full standard output is an error, not success
"$AZLCTS" list kinds >/dev/full 2>"$T/err"
claim "a full standard output: exit 3" test $? -eq 3
has err "No space left"
finish
