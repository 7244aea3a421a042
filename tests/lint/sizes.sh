#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# C, shell and Python files at most 500 lines, headers 150, functions 80.  Functions over 60 lines
# are named, and fail nothing.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

find . \( -name build -o -name .git -o -path ./fixtures/image/own \) -prune -o \
	-type f \( -name '*.[ch]' -o -name '*.sh' -o -name '*.py' \) -print0 | xargs -0 awk '
function path() { return substr(FILENAME, 3) }
function file_end() {
	if (lines > limit) {
		print last ":" lines ": " lines " lines, at most " limit
		failed = 1
	}
}
FNR == 1 {
	file_end()
	last = path()
	limit = last ~ /^runner.*\.h$/ ? 150 : 500
	begun = 0
}
{ lines = FNR }
FILENAME !~ /\.[ch]$/ { next }
/^\{/ { begun = FNR }
/^\}/ && begun {
	n = FNR - begun + 1
	if (n > 80) {
		print path() ":" begun ": a function of " n " lines, at most 80"
		failed = 1
	} else if (n > 60)
		print path() ":" begun ": note: a function of " n " lines"
	begun = 0
}
END {
	file_end()
	exit failed
}'
