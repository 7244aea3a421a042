# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What the tests of scenarios share.
# shellcheck source=tests/lib.sh
. "$(dirname "${BASH_SOURCE[0]}")/../../lib.sh"

AGENTS=$FIXTURE/agents
MANIFESTS=$TOP/fixtures/agents/manifests
OUT=$TOP/build/check/scenario
mkdir -p "$OUT"
"$TOP/fixtures/agents/build.sh" || exit 1
running=0 at_once=2

# certify NAME PRODUCT WORDS [option...]: into $OUT/NAME, with the manifest PRODUCT.yaml unless the
# options bring another; $at_once at a time, from one machine that is kept.  `settle` waits for them.
certify() {
	local name=$1 product=$2 words=$3 manifest=(--manifest "$MANIFESTS/$2.yaml")
	shift 3
	[[ " $* " != *" --manifest "* ]] || manifest=()
	if [ "$running" -ge "$at_once" ]; then
		wait -n
		running=$((running - 1))
	fi
	rm -rf "${OUT:?}/$name" "$OUT/$name".{status,log}
	{
		status=0
		"$AZLCTS" certify "$AGENTS/$product.rpm" --image "$FIXTURE/image.raw" \
			--scenario "$words" --repository "$AGENTS/repo" -o "$OUT/$name" --force \
			--machine "$OUT/machine" \
			"${manifest[@]}" "$@" >"$OUT/$name.log" 2>&1 </dev/null || status=$?
		echo "$status" >"$OUT/$name.status"
	} &
	running=$((running + 1))
}

settle() {
	wait
	running=0
}

ended() { # name status
	local got
	got=$(cat "$OUT/$1.status" 2>/dev/null)
	if [ "$got" = "$2" ]; then
		ok "$1: exit $2"
	else
		not_ok "$1: exit $2, got $got" "$(tail -n 6 "$OUT/$1.log")"
	fi
}

ask() { # name SQL: values of the rows, joined
	"$AZLCTS" query "$OUT/$1" --json "$2" |
		/usr/bin/python3 -c 'import json, sys
print("; ".join(" ".join("-" if v is None else str(v) for v in r.values()) for r in json.load(sys.stdin)))'
}

# Ids of the checks with one of these outcomes, sorted; what a guest costs in time is the host's matter.
ids() { # name outcome...
	local results=$OUT/$1/results.json
	shift
	json "$results" "' '.join(sorted(c['id'] for c in d['checks'] if c['outcome'] in '$*'.split() and c['id'] != 'product.cost.boot'))"
}

left_behind() { # name
	claim "$1: nothing left behind" test -z "$(find "$OUT/$1" -name '.work*' 2>/dev/null
		pgrep -f "$OUT/$1/" 2>/dev/null)"
}
