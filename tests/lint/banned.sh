#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Calls and words that have no place: unbounded or unsafe ones nowhere, the environment and the end
# of the program only in main.c, printing only in cli/ and main.c, clocks and files never in judge/.
set -u
lint=$(cd "$(dirname "$0")" && pwd)
cd "${1:-$lint/../..}" && test -d runner || exit 1

code=$(find runner -name '*.[ch]' -exec awk -f "$lint/code.awk" {} +)

calls() { # why, files that must not, files that may nevertheless, names...
	local why=$1 in=$2 may=$3 call
	shift 3
	call="(.*[^A-Za-z0-9_.>])?($(IFS='|' && echo "$*"))[[:space:]]*\(.*"
	grep -E "^runner/${in}[^:]*:[0-9]+:$call" <<<"$code" | grep -vE "^runner/$may:" |
		sed -E "s#^([^:]*:[0-9]+):$call#\1: \3(): $why#"
}

nowhere='none'
main='(probe/)?main\.c'
offenders=$(
	calls 'never' '' $nowhere system popen ato[ilf] atoll strtok sscanf strcpy strcat sprintf \
		vsprintf alloca gets tmpnam mktemp
	calls 'only main.c reads the environment and ends the program' '' "$main" getenv \
		secure_getenv setenv unsetenv putenv exit quick_exit abort assert errx? warnx?
	calls 'only cli/ and main.c print' '' "(cli/[^:]*|$main)" v?f?printf f?puts f?putc \
		putchar perror v?dprintf
	calls 'judging is pure' '(judge|decide)/' $nowhere time clock_gettime gettimeofday rand \
		s?random getrandom open openat fopen socket fork
	grep -rnIE '\b([T]ODO|[F]IXME|[X]XX|[H]ACK)\b' --include={'*.[ch]','*.sh','*.py','*.def'} \
		--include={'*.awk','*.yaml','*.t','*.md','*.js','Makefile','*.mk'} \
		--exclude-dir={build,.git,own} . | sed -E 's/^\.\/([^:]*:[0-9]+):/\1: unfinished:/'
)
[ -z "$offenders" ] && exit
echo "$offenders"
exit 1
