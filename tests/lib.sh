# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# What the tests that run the program share.  A test file sources this, makes claims, and ends in
# `finish`.  Every claim prints one line: ok or not ok.
#
#	run 0 "$AZLCTS" list kinds      # status, command; output in $T/out and $T/err
#	has out 'sysctl'                # fixed text in it
#	claim 'words' test -s file      # any command

set -u
TOP=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
AZLCTS=${AZLCTS:-$TOP/build/release/azlcts}
FIXTURE=${AZLCTS_FIXTURE_DIR:-$TOP/build/fixture}
PROFILE=$TOP/fixtures/profiles/fixture-vm.yaml
T=$(mktemp -d "${TMPDIR:-/tmp}/azlcts-test.XXXXXX")
trap 'rm -rf "$T"' EXIT
export TZ=UTC LC_ALL=C.UTF-8 NO_COLOR=1
passed=0 failed=0

ok() {
	passed=$((passed + 1))
	echo "ok - $1"
}

not_ok() {
	failed=$((failed + 1))
	echo "not ok - $1"
	[ $# -lt 2 ] || printf '%s\n' "$2" | sed 's/^/#   /'
}

claim() { # words command...
	local words=$1
	shift
	if "$@" >"$T/claim" 2>&1; then ok "$words"; else not_ok "$words" "$* : $(tail -n 5 "$T/claim")"; fi
}

run() { # expected-status command...
	local want=$1 got=0
	shift
	"$@" >"$T/out" 2>"$T/err" </dev/null || got=$?
	if [ "$got" -eq "$want" ]; then
		ok "exit $want: ${*#"$TOP"/}"
	else
		not_ok "exit $want, got $got: ${*#"$TOP"/}" "$(tail -n 5 "$T/err" "$T/out")"
	fi
}

has() { # out|err|file text
	local file=$T/$1
	[ -e "$file" ] || file=$1
	if grep -qF -e "$2" "$file"; then ok "says: $2"; else not_ok "says: $2" "$(head -n 8 "$file")"; fi
}

has_not() {
	local file=$T/$1
	[ -e "$file" ] || file=$1
	if grep -qF -e "$2" "$file"; then not_ok "does not say: $2" "$(grep -F -e "$2" "$file" | head -n 3)"; else ok "does not say: $2"; fi
}

one_line() { # besides progress, the error is one line
	claim "one line of error" test "$(grep -cvE '^ *[0-9]+\.[0-9] s  ' "$T/err")" -eq 1
}

# A folder with a finished run of the fixture image; made once for all tests of this program.
booted() {
	local dir=$TOP/build/check/boot
	if [ ! -s "$dir/results.json" ] || [ "$AZLCTS" -nt "$dir/results.json" ] ||
		[ "$FIXTURE/image.raw" -nt "$dir/results.json" ] || [ "$PROFILE" -nt "$dir/results.json" ] ||
		[ -n "$(find "$TOP/suites" -newer "$dir/results.json" -type f)" ]; then
		"$AZLCTS" run "$FIXTURE/image.raw" -o "$dir" --force --profile "$PROFILE" \
			>"$T/booted" 2>&1 || { cat "$T/booted" >&2; }
	fi
	echo "$dir"
}

# A value of a JSON file: json FILE 'expression over d'.
json() {
	/usr/bin/python3 -c 'import json,sys; d=json.load(open(sys.argv[1])); print(eval(sys.argv[2]))' "$1" "$2"
}

is() { # words, got, wanted
	if [ "$2" = "$3" ]; then ok "$1: $3"; else not_ok "$1" "wanted '$3', got '$2'"; fi
}

# Claims and notes of another program.
claims() { # command...
	local status=0
	"$@" >"$T/claims" 2>&1 || status=$?
	cat "$T/claims"
	passed=$((passed + $(grep -c '^ok ' "$T/claims")))
	failed=$((failed + $(grep -c '^not ok ' "$T/claims")))
	if [ "$status" -gt 1 ] || ! grep -qE '^(not )?ok ' "$T/claims"; then
		not_ok "$(basename "$1") ended with status $status and its claims"
	fi
}

# Of trees: names, types, modes, sizes, times, link texts and contents.
digest() {
	local p
	for p; do
		(cd "$p" && find . -printf '%p %y %m %s %T@ %l\n' | sort &&
			find . -type f -print0 | sort -z | xargs -0r sha256sum)
	done | sha256sum | cut -d' ' -f1
}

finish() {
	echo "$passed passed, $failed failed"
	[ "$failed" -eq 0 ]
}
