#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A product as it should be goes through its whole life: installed, upgraded, rebooted, erased, and
# nothing stays.  Two runs of it say the same, byte for byte.
# shellcheck source=tests/system/scenario/lib.sh
. "$(dirname "$0")/scenario/lib.sh"

life=install,upgrade,reboot,erase
# How long a reboot takes is the matter of the machine that this runs on.
profile=$TOP/fixtures/profiles/fixture-scenario.yaml
for n in 1 2; do
	certify "life$n" well-behaved-2 "$life" --manifest "$MANIFESTS/well-behaved.yaml" \
		--upgrade-from "$AGENTS/well-behaved.rpm" --profile "$profile"
done
settle
for n in 1 2; do
	ended "life$n" 0
	is "life$n: verdict" "$(json "$OUT/life$n/results.json" 'd["verdict"]')" conformant
	left_behind "life$n"
done
is "its scenarios" "$(ask life1 "SELECT name, outcome, product FROM scenario")" \
	"install-upgrade-reboot-erase passed well-behaved"
is "every step passed" "$(ask life1 "SELECT DISTINCT outcome FROM step")" passed
is "its steps" "$(ask life1 "SELECT group_concat(action, ' ') FROM
		(SELECT action FROM step ORDER BY position)")" \
	"install configure active health health health upgrade active health health health reboot active health health health erase"
claim "two runs, one results.json" cmp "$OUT/life1/results.json" "$OUT/life2/results.json"
is "and one digest of the evidence" "$(json "$OUT/life1/results.json" 'd["evidence"]["sha256"]')" \
	"$(json "$OUT/life2/results.json" 'd["evidence"]["sha256"]')"

# what it brought, and that nothing of it is left
is "who came" "$(ask life1 "SELECT class, object FROM footprint
		WHERE span = 'install' AND change = 'added' AND class IN ('user', 'group', 'listener') ORDER BY class")" \
	"group well-behaved; listener tcp 127.0.0.1 4440; user well-behaved"
is "what is left" "$(ask life1 "SELECT class, object, change FROM footprint
		WHERE span = 'erase' AND owner = '' AND class <> 'package'")" ""

# documents
claim "results.json is of its schema" "$TOP/tests/cli/schema.sh" \
	"$TOP/results-schema/results.schema.json" "$OUT/life1/results.json"
claim "run.json is of its schema" "$TOP/tests/cli/schema.sh" \
	"$TOP/results-schema/run.schema.json" "$OUT/life1/run.json"
for f in summary.txt report.html junit.xml evidence.db image.db; do
	claim "there is $f" test -s "$OUT/life1/$f"
done

# the same evidence judged again, without a boot
run 0 "$AZLCTS" judge "$OUT/life1" -o "$T/again" --force --profile "$profile" \
	--image "$OUT/life1/image.db" --repository "$AGENTS/repo"
claim "judged again, the same" cmp "$OUT/life1/results.json" "$T/again/results.json"
finish
