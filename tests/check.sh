#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Runs test stages and counts: tests/check.sh [lint|unit|cli|system|install|fuzz]...
# Without arguments all of them.  The last line is "N passed, N failed".
set -u
cd "$(dirname "$0")/.." || exit 1
passed=0 failed=0 log=build/check
mkdir -p "$log"

# A program's TAP or claims: lines that begin with ok and not ok.
count() { # name status file seconds
	local good bad
	good=$(grep -cE '^ok ' "$3")
	bad=$(grep -cE '^not ok ' "$3")
	if [ "$2" -ne 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
		echo "not ok - $1 ended with status $2" >>"$3"
	fi
	if [ "$good" -eq 0 ] && [ "$bad" -eq 0 ]; then
		bad=1
		echo "not ok - $1 tested nothing" >>"$3"
	fi
	passed=$((passed + good)) failed=$((failed + bad))
	printf '  %-7s %-34s %3d passed%s  %4d s\n' TEST "$1" "$good" \
		"$([ "$bad" -eq 0 ] || echo ", $bad FAILED")" "$4"
	[ "$bad" -eq 0 ] || grep -A6 -E '^not ok |ERROR: AddressSan|runtime error' "$3" | head -n 60
}

file_of() { echo "$log/$(echo "$1" | tr '/ ' '__')"; }

run() { # name command...
	local name=$1 status=0 began=$SECONDS
	shift
	"$@" >"$(file_of "$name").log" 2>&1 </dev/null || status=$?
	count "$name" "$status" "$(file_of "$name").log" "$((SECONDS - began))"
}

# As run(), as many at once as there are processors; settle() counts them, in their order.
begun=()
start() { # name command...
	local name=$1 file
	shift
	file=$(file_of "$name")
	while [ "$(jobs -pr | wc -l)" -ge "$(nproc)" ]; do
		wait -n
	done
	rm -f "$file.status"
	{
		status=0 began=$SECONDS
		"$@" >"$file.log" 2>&1 </dev/null || status=$?
		echo "$status $((SECONDS - began))" >"$file.status"
	} &
	begun+=("$name")
}

settle() {
	local name status took file
	wait
	for name in "${begun[@]}"; do
		file=$(file_of "$name")
		status=1 took=0
		[ ! -s "$file.status" ] || read -r status took <"$file.status"
		count "$name" "$status" "$file.log" "$took"
	done
	begun=()
}

unit() {
	local t flavour
	for flavour in sanitize release; do
		for t in build/"$flavour"/tests/test_*; do
			[ -f "$t" ] || continue
			case $t in *.d) continue ;; esac
			start "$flavour/${t##*/}" env CMOCKA_MESSAGE_OUTPUT=TAP \
				ASAN_OPTIONS=detect_leaks=1 UBSAN_OPTIONS=print_stacktrace=1 \
				GLIBC_TUNABLES="$([ "$flavour" = release ] && echo glibc.malloc.check=3:glibc.malloc.perturb=165)" "$t"
		done
	done
	settle
}

# These wait for one guest or one process most of the time, each with files of its own.
beside=' system/faults system/fips system/formats system/prove '

scripts() { # folder
	local t name later=()
	for t in tests/"$1"/*.sh; do
		name=$1/$(basename "$t" .sh)
		case $beside in
		*" $name "*) later+=("$name") ;;
		*) run "$name" bash "$t" ;;
		esac
	done
	for name in "${later[@]}"; do
		start "$name" bash "tests/$name.sh"
	done
	settle
}

[ $# -gt 0 ] || set -- lint unit fuzz cli install system
for stage; do
	case $stage in
	lint)
		run lint tests/lint/run.sh
		run format bash -c 'make -s format-check && echo "ok - format"'
		;;
	unit) unit ;;
	fuzz) run fuzz make -s check-fuzz ;;
	cli | system) scripts "$stage" ;;
	install) run install tests/install.sh ;;
	*) echo "check: no stage $stage" >&2; exit 2 ;;
	esac
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
