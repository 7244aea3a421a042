#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every header compiles alone.
set -u
cd "${1:-$(dirname "$0")/../..}" && test -d runner || exit 1

said=$(find runner -name '*.h' -print0 | sort -z | xargs -0 -n 1 -P "$(nproc)" \
	"${CC:-gcc}" -x c -std=gnu17 -D_GNU_SOURCE -Irunner -fsyntax-only -Wall -Wextra -Werror 2>&1)
status=$?
[ "$status" -eq 0 ] && exit
grep -E '^[^ ]+:[0-9]+.*(error|fatal)' <<<"$said" || echo "$said"
exit 1
