#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every source file says its licence in its first lines.  What the fixture image is made of
# (fixtures/image/own) is the content of packages, not source.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

find . \( -name build -o -name .git -o -path ./fixtures/image/own \) -prune -o -type f \
	\( -name '*.[ch]' -o -name '*.sh' -o -name '*.py' -o -name '*.def' -o -name '*.awk' \
	-o -name '*.mk' -o -name Makefile \) -print0 | sort -z | xargs -0 awk '
function file_end() {
	if (last != "" && !found) {
		print last ":1: no SPDX-License-Identifier: MIT"
		failed = 1
	}
}
FNR == 1 {
	file_end()
	last = substr(FILENAME, 3)
	found = 0
}
FNR <= 3 && /SPDX-License-Identifier: MIT/ { found = 1 }
END {
	file_end()
	exit failed
}'
