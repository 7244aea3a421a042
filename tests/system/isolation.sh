#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Scenarios see nothing of one another, a guest that is taken away is nobody's fault, an interrupt
# leaves nothing, and more guests than there is memory for wait for one another.
# shellcheck source=tests/system/scenario/lib.sh
. "$(dirname "$0")/scenario/lib.sh"

# One scenario leaves what the next looks for.
cat >"$T/two.yaml" <<'Y'
manifest: 1
product: well-behaved
packages: [well-behaved]
scenarios:
  - name: a-leaves
    steps:
      - {run: [touch, /var/lib/left, /run/left]}
      - {run: [sh, -c, "useradd left && echo 7 >/proc/sys/kernel/printk"]}
  - name: b-looks
    steps:
      - {run: [test, -e, /var/lib/left], exit: 1}
      - {run: [test, -e, /run/left], exit: 1}
      - {run: [id, left], exit: 1}
Y
certify two well-behaved all --manifest "$T/two.yaml"

# A guest is killed while its scenario goes on, and a run is interrupted there.
cat >"$T/slow.yaml" <<'Y'
manifest: 1
product: well-behaved
packages: [well-behaved]
scenarios:
  - {name: slow, steps: [{run: [sleep, "300"], within: 400}]}
Y
certify killed well-behaved all --manifest "$T/slow.yaml"
in_scenario() { # name: waits until its guest, the second one, has been restored
	for _ in $(seq 1800); do
		[ ! -e "$OUT/$1/console-2.log" ] || break
		sleep 0.1
	done
	sleep 3
}
in_scenario killed
pkill -KILL -f "qemu-system.*$OUT/killed/"
settle

ended two 4 # nothing is installed there
is "two scenarios" "$(ask two "SELECT name, outcome FROM scenario ORDER BY name")" \
	"a-leaves passed; b-looks passed"
left_behind two

ended killed 3
claim "killed: an error and not a failure" test "$(ids killed fail)" = ""
left_behind killed

certify interrupted well-behaved all --manifest "$T/slow.yaml"
in_scenario interrupted
pkill -INT -f "certify .*-o $OUT/interrupted "
settle
ended interrupted 130
claim "interrupted: no results" test ! -e "$OUT/interrupted/results.json"
left_behind interrupted

# Three at once, with memory for one guest.
at_once=3
for n in 1 2 3; do
	certify "queue$n" well-behaved install --guests-memory 1500
done
settle
for n in 1 2 3; do
	ended "queue$n" 4
	is "queue$n: its steps" "$(ask "queue$n" "SELECT DISTINCT outcome FROM step")" passed
	left_behind "queue$n"
done
claim "they waited for one another" grep -qi "wait" "$OUT"/queue[123].log
finish
