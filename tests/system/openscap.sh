#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Side by side with OpenSCAP on the same two roots: where the verdicts differ, the list says who is
# right and why (openscap/disagreements.tsv).
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

here=$TOP/tests/system/openscap
stream=/usr/share/xml/scap/ssg/content/ssg-rhel9-ds.xml
baseline=${BASELINE_PROFILE:-cis-vm-l1}
if ! command -v oscap >/dev/null || [ ! -e $stream ]; then
	not_ok "OpenSCAP is there" "apt-get install openscap-scanner ssg-nondebian"
	finish
	exit
fi

claim "rules that apply" /usr/bin/python3 "$here/noplat.py" $stream "$T/stream.xml"
cp -a "$FIXTURE/root" "$T/fixture"
cp -a "$FIXTURE/root" "$T/made"
claim "a root made compliant by hand" bash "$here/root.sh" "$T/made"

for root in fixture made; do
	"$AZLCTS" run "$T/$root" --lean --profile "$baseline" --suites "${SUITES:-$TOP/suites}" \
		-o "$T/$root.out" --force >"$T/out" 2>&1
	claim "$root: judged" test -s "$T/$root.out/results.json"
	OSCAP_PROBE_ROOT=$T/$root oscap xccdf eval --results "$T/$root.xml" \
		--profile xccdf_org.ssgproject.content_profile_cis "$T/stream.xml" \
		>"$T/out" 2>"$T/$root.err"
	claim "$root: judged by OpenSCAP" test -s "$T/$root.xml"
	claims /usr/bin/python3 "$here/agree.py" "$root" "$T/$root.out/results.json" "$T/$root.xml" \
		"$here/disagreements.tsv"
done
[ -z "${KEEP:-}" ] || cp -r "$T"/*.out "$T"/*.xml "$T"/*.err "$KEEP"
# what it cannot know it says on standard error, and gives a verdict all the same
has "$T/made.err" "offline mode is not supported by sysctl probe"
finish
