#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The CIS baseline on whole systems: a hardened image passes level 1 in full, the plain one fails
# exactly what is listed, and one that was weakened while it runs is found out, check by check.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"
here=$TOP/tests/system/baseline profile=$TOP/fixtures/profiles/fixture-cis.yaml out=$TOP/build/check/baseline
variant=$TOP/fixtures/image/variant.sh
mkdir -p "$out"
against=(--profile "$profile" --repository "$FIXTURE/repo" --force -q)

# Ids of required checks with one of these outcomes, a line each.
ids() { # results outcome...
	local results=$1
	shift
	json "$results" "'\n'.join(c['id'] for c in d['checks'] if c['outcome'] in '$*'.split() and c['required'])"
}

offline() { # root name status
	run "$3" "$AZLCTS" run "$1" "${against[@]}" -o "$out/$2"
}

# Without a boot: what is declared.  Only what has to run is not decided.
rm -rf "$T/hardened"
claim "the hardened root is made" "$variant" --root hardened "$T/hardened"
offline "$FIXTURE/root" plain 1
ids "$out/plain/results.json" fail >"$out/plain.fails"
claim "the plain root fails exactly the listed checks" diff "$here/plain.fails" "$out/plain.fails"
offline "$T/hardened" hardened 4
is "the hardened root fails" "$(ids "$out/hardened/results.json" fail error)" ""
ids "$out/hardened/results.json" missing >"$out/hardened.missing"
claim "and only what has to run is missing" diff "$here/offline.missing" "$out/hardened.missing"

# Every path that --lean leaves out is one that nobody asked for.
run 4 "$AZLCTS" run "$T/hardened" "${against[@]}" --lean -o "$out/lean"
claim "--lean answers the same" diff \
	<(json "$out/hardened/results.json" "'\n'.join(c['id'] + ' ' + c['outcome'] for c in d['checks'])") \
	<(json "$out/lean/results.json" "'\n'.join(c['id'] + ' ' + c['outcome'] for c in d['checks'])")

# Booted: all of level 1, twice, and nothing flips.
claim "the variants are made" "$variant" hardened weakened
boots() { # variant name status
	run "$3" "$AZLCTS" run "$FIXTURE/variants/$1.raw" "${against[@]}" -o "$out/$2"
}
boots hardened boot1 0

# Every counterexample bites: those of files on a copy of the root, the others on what ran.
{
	"$AZLCTS" validate --prove "$out/boot1/evidence.db" --root "$T/hardened" --profile "$profile" \
		--repository "$FIXTURE/repo" --json >"$out/proof.json" 2>"$out/proof.err"
	echo "$?" >"$out/proof.status"
} &
boots hardened boot2 0
claim "two boots, one result" cmp "$out/boot1/results.json" "$out/boot2/results.json"
claim "most of it passes" test "$(json "$out/boot1/results.json" "d['tally']['required']['pass']")" -ge 220

# Each file is right, and what runs is not.
boots weakened weakened 1
json "$out/weakened/results.json" \
	"'\n'.join(c['id'] for c in d['checks'] if c['outcome'] == 'fail')" |
	comm -23 - <(json "$out/boot1/results.json" \
		"'\n'.join(c['id'] for c in d['checks'] if c['outcome'] == 'fail')") >"$out/weakened.fails"
claim "each weakness is found by its check, and nothing else" diff "$here/weakened.fails" "$out/weakened.fails"
claim "they are 25 at least" test "$(wc -l <"$here/weakened.fails")" -ge 25

wait
is "the proof: exit status" "$(cat "$out/proof.status")" 0
is "not proved" "$(json "$out/proof.json" '[l["id"] for l in d if l["state"] == "not-proved"]')" "[]"
claim "at least 290 proved" test "$(json "$out/proof.json" 'sum(l["state"] == "proved" for l in d)')" -ge 290
finish
