#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The main job on the conformant fixture: verdict, documents, and that a second boot says the same.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

dir=$(booted)
is "verdict" "$(json "$dir/results.json" 'd["verdict"]')" conformant
is "exit" "$(json "$dir/run.json" 'd["exit"]')" 0
is "boot outcome" "$("$AZLCTS" query "$dir/evidence.db" --json \
	"SELECT value FROM boot WHERE key = 'outcome'" | tr -d ' \n')" '[{"value":"reached"}]'
for part in boot files elf packages units kernel mounts accounts listeners commands; do
	is "part $part" "$("$AZLCTS" query "$dir/evidence.db" \
		"SELECT state FROM part WHERE name = '$part'" | sed -n 3p)" complete
done
claim "at least 60 checks" test "$(json "$dir/results.json" 'len(d["checks"])')" -ge 60
claim "of at least 18 kinds" test \
	"$(json "$dir/results.json" 'len({c["kind"] for c in d["checks"]})')" -ge 18
claim "documents follow their schemas" bash "$TOP/tests/cli/schema.sh" "$dir/results.json" "$dir/run.json"
claim "junit.xml follows its schema" xmllint --noout --schema "$TOP/results-schema/junit.xsd" "$dir/junit.xml"
claim "no work folder stays" test -z "$(find "$dir" -name '.work*')"
claim "no secret in the evidence" sh -c "! strings -n 8 '$dir/evidence.db' | grep -E 'BEGIN [A-Z ]*PRIVATE KEY|\\\$y\\\$j'"

# the image itself is as it was, and a second boot gives the same bytes
before=$(sha256sum <"$FIXTURE/image.raw")
run 0 "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/second" --profile "$PROFILE"
claim "the image is unmodified" test "$before" = "$(sha256sum <"$FIXTURE/image.raw")"
is "evidence digest of two boots" "$(json "$T/second/results.json" 'd["evidence"]["sha256"]')" \
	"$(json "$dir/results.json" 'd["evidence"]["sha256"]')"
claim "results.json of two boots, byte for byte" cmp "$dir/results.json" "$T/second/results.json"

# judging again boots nothing and says the same
run 0 "$AZLCTS" judge "$dir/evidence.db" --profile "$PROFILE" --json
claim "judged again: the same bytes" cmp "$T/out" "$dir/results.json"
run 0 "$AZLCTS" judge "$dir/evidence.db" --profile "$PROFILE" -o "$T/again"
claim "into a folder: the same bytes" cmp "$T/again/results.json" "$dir/results.json"
run 0 "$AZLCTS" report "$dir" --format html -o "$T/report.html"
claim "the report again: the same bytes" cmp "$T/report.html" "$dir/report.html"
# what a selection leaves out is missing, not passed
run 4 "$AZLCTS" judge "$dir/evidence.db" --profile "$PROFILE" --check 'azl.identity.*'
run 2 "$AZLCTS" judge "$dir/evidence.db" --profile "$PROFILE" --check 'no-such-check'
run 2 "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/second"
has err "of an earlier run"
finish
