#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What the documentation says is so: generated parts are fresh, examples are right, links lead.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$TOP/docs/generate.sh" --check

# every YAML block that is a suite or a profile is read
mkdir -p "$T/blocks"
awk -v dir="$T/blocks" '/^```yaml/ { n++; inside = 1; next } /^```/ { inside = 0 }
	inside { print > (dir "/" n ".yaml") }' "$TOP/docs/writing-suites.md"
claim "there are examples" test "$(find "$T/blocks" -name '*.yaml' | wc -l)" -ge 3
for block in "$T"/blocks/*.yaml; do
	run 0 "$AZLCTS" validate "$block"
done

# every example of --help names options that exist
for verb in run collect judge report ready certify deviations diff contract list explain query validate init doctor; do
	"$AZLCTS" "$verb" --help >"$T/help"
	sed -n '/^examples:/,$p' "$T/help" | grep -oE '(^| )--[a-z-]+' | tr -d ' ' | sort -u >"$T/used"
	while read -r option; do
		claim "$verb has $option" grep -qE "^ +(-., )?$option( |\$)" "$T/help"
	done <"$T/used"
done

# relative links of Markdown files
for doc in "$TOP"/README.md "$TOP"/docs/*.md "$TOP"/fixtures/image/README.md; do
	grep -oE '\]\([^)#:]+' "$doc" | cut -c3- | sort -u | while read -r link; do
		[ -e "$(dirname "$doc")/$link" ] || echo "$doc: $link"
	done
done >"$T/broken"
claim "links lead somewhere" test ! -s "$T/broken"

# how much there is
count() { "$AZLCTS" list "$1" | wc -l | tr -d ' '; }
tr '\n' ' ' <"$TOP/README.md" >"$T/readme"
claim "README says how many checks and kinds" \
	grep -qF "$(count checks) of them, of $(count kinds) kinds" "$T/readme"

# the man page
claim "man page" sh -c "'$TOP/docs/man.sh' '$AZLCTS' >'$T/azlcts.1' && grep -q 'EXIT STATUS' '$T/azlcts.1'"
finish
