#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# What can go wrong does: the right exit status, one clear line, nothing left behind, never a pass.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

azl() { # status words... : a run into $T/o
	local want=$1
	shift
	rm -rf "$T/o"
	run "$want" "$AZLCTS" run -o "$T/o" --profile "$PROFILE" "$@"
	left_behind
}

left_behind() {
	claim "nothing left behind" test -z "$(find "$T/o" -name '.work*' 2>/dev/null; pgrep -f "$T/o" 2>/dev/null)"
}

variant() {
	"$TOP/fixtures/image/variant.sh" "$1" >"$T/variant" 2>&1 || cat "$T/variant" >&2
	echo "$FIXTURE/variants/$1.raw"
}

# faults of the image: known, so not conformant, with the class
for pair in no-bootloader:no-boot-loader kernel-panic:panic no-init:panic emergency:emergency; do
	azl 1 "$(variant "${pair%%:*}")"
	has out "${pair##*:}"
	is "verdict of ${pair%%:*}" "$(json "$T/o/results.json" 'd["verdict"]')" not-conformant
done
azl 1 "$(variant failed-unit)"
azl 2 "$(variant truncated)"
has err truncated
one_line

# faults that hide the truth: no verdict
azl 3 "$(variant slow-silent)" --timeout 25
one_line
claim "no results" test ! -e "$T/o/results.json"
claim "no evidence" test ! -e "$T/o/evidence.db"
is "run.json says so" "$(json "$T/o/run.json" 'd["exit"]')" 3

azl 2 "$FIXTURE/image.raw" --qemu "$T/no-such-qemu"
has err no-such-qemu
one_line
mkdir "$T/bin"
ln -s "$(command -v qemu-img)" "$T/bin/"
rm -rf "$T/o"
run 3 env PATH="$T/bin" "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/o" --profile "$PROFILE"
has err qemu-system-x86_64
one_line
left_behind
azl 3 "$FIXTURE/image.raw" --memory 9000000
has err memory
one_line

# a probe that lies, floods or dies
bad_probe() {
	gcc -static -O1 -Wno-deprecated-declarations -I"$TOP/runner" -DFAULT_"$1" -o "$T/bad-probe" \
		"$TOP/tests/system/bad_probe.c" -lcrypto
}
for fault in DIE FLOOD COUNT DIGEST GARBAGE; do
	bad_probe $fault
	rm -rf "$T/o"
	run 3 env AZLCTS_PROBE="$T/bad-probe" "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/o" --profile "$PROFILE"
	one_line
	echo "# $(cat "$T/err")"
	claim "no results" test ! -e "$T/o/results.json"
	left_behind
done

# one that says nothing at all, honestly: nothing is proved, and the rpm database did not come
bad_probe NONE
rm -rf "$T/o"
run 3 env AZLCTS_PROBE="$T/bad-probe" "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/o" --profile "$PROFILE"
is "verdict of an empty stream" "$(json "$T/o/results.json" 'd["verdict"]')" no-verdict
is "passes of an empty stream" \
	"$(json "$T/o/results.json" '[c["id"] for c in d["checks"] if c["outcome"] == "pass" and c["suite"] != "boot"]')" "[]"

# interrupted, and QEMU killed, in the middle
during() { # status signal target
	local want=$1 pid status=0
	rm -rf "$T/o"
	"$AZLCTS" run "$FIXTURE/image.raw" -o "$T/o" --profile "$PROFILE" >"$T/out" 2>"$T/err" &
	pid=$!
	for _ in $(seq 600); do
		[ -s "$T/o/console.log" ] && pgrep -f "qemu-system.*$T/o" >/dev/null && break
		sleep 0.1
	done
	if [ "$3" = runner ]; then kill "-$2" "$pid"; else pkill "-$2" -f "qemu-system.*$T/o"; fi
	wait "$pid" || status=$?
	is "$2 to $3: exit" "$status" "$want"
	sleep 0.3
	claim "no results" test ! -e "$T/o/results.json"
	left_behind
}
during 130 INT runner
has err interrupted
during 130 TERM runner
during 3 KILL qemu
one_line
# killed without a chance to clean up: the guest still dies with the runner
rm -rf "$T/o"
"$AZLCTS" run "$FIXTURE/image.raw" -o "$T/o" >"$T/out" 2>"$T/err" &
pid=$!
for _ in $(seq 600); do
	pgrep -f "qemu-system.*$T/o" >/dev/null && break
	sleep 0.1
done
kill -KILL $pid
wait $pid 2>/dev/null
sleep 1
claim "no guest outlives the runner" test -z "$(pgrep -f "qemu-system.*$T/o")"

# a full disk
if mkdir "$T/small" && mount -t tmpfs -o size=6m none "$T/small" 2>/dev/null; then
	run 3 "$AZLCTS" run "$FIXTURE/image.raw" -o "$T/small/o" --profile "$PROFILE"
	has err "full"
	claim "no results" test ! -e "$T/small/o/results.json"
	claim "nothing left running" test -z "$(pgrep -f "$T/small")"
	umount "$T/small"
else
	echo "# skipped: no tmpfs can be mounted here, so the full disk is not tried"
fi
finish
