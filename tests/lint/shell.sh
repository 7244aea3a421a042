#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Shell scripts are shellcheck clean.
set -uo pipefail
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

if ! command -v shellcheck >/dev/null; then
	echo "skipped: no shellcheck"
	exit 0
fi
find . \( -name build -o -name .git -o -path ./fixtures/image/own \) -prune -o \
	-type f \( -name '*.sh' -o -path './.ci/*' \) -print0 | sort -z |
	xargs -0 shellcheck --external-sources --source-path=SCRIPTDIR:. --format=gcc | sed "s#^\./##"
