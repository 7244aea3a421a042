#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The lints both ways: a small clean tree passes each of them, and each planted fault is named, with
# its place, and nothing else is.  Takes no notice of the project's tree.
set -u
lint=$(cd "$(dirname "$0")" && pwd)
T=$(mktemp -d "${TMPDIR:-/tmp}/azlcts-lint.XXXXXX")
trap 'rm -rf "$T"' EXIT
failed=0
spdx='/* SPDX-License-Identifier: MIT */'

wrong() {
	failed=1
	echo "$1"
}

put() { # file, lines... : a clean file
	mkdir -p "$T/$(dirname "$1")"
	printf '%s\n' "${@:2}" >"$T/$1"
}

archive() { # source file of the tree
	mkdir -p "$T/build/release"
	(cd "$T" && rm -f build/release/* && gcc -g -O2 -fPIE -Irunner -c -o build/release/x.o "$1" &&
		ar rcs build/release/libazlcts.a build/release/x.o)
}

# judged LINT PLACE MESSAGE: the lint refuses the tree for this, and says nothing of other places.
judged() {
	local said
	if said=$("$lint/$1.sh" "$T" 2>&1); then
		wrong "$1 did not find: $2: $3"
	elif ! grep -F -e "$2:" <<<"$said" | grep -qF -e "$3" ||
		grep -v ': note: ' <<<"$said" | grep -qvF -e "$2:"; then
		wrong "$1 should have said '$2: $3': $said"
	fi
}

# fault LINT FILE LINE MESSAGE TEXT...: with these lines at its end, the file is refused there.
fault() {
	[ ! -e "$T/$2" ] || cp "$T/$2" "$T/kept"
	mkdir -p "$T/$(dirname "$2")"
	printf '%s\n' "${@:5}" >>"$T/$2"
	[ "$1" != state ] || archive "$2"
	judged "$1" "$2:$3" "$4"
	rm "$T/$2"
	[ ! -e "$T/kept" ] || mv "$T/kept" "$T/$2"
}

lines() { # count, first line : a text of so many lines
	echo "$2"
	yes '/* line */' | head -n $(($1 - 1))
}

put runner/base/buf.h "$spdx" '#include <stddef.h>' 'size_t buf_length(const char *s);'
put runner/base/buf.c "$spdx" '#include "base/buf.h"' \
	'/* Never system("x"), exit(1) or' ' * abort(). */' \
	'static const char *const words[] = { "exit(1)", "printf(\"x\")", NULL };' \
	'const char *const *buf_words(void);' 'const char *const *buf_words(void)' '{' \
	'	return words;' '}'
put runner/model/suite.h "$spdx" '#include "base/buf.h"'
put runner/source/disk/qemu.c "$spdx" '#include "model/suite.h"'
put runner/collect/elf.c "$spdx" '#include <libelf.h>' '#include "model/suite.h"'
put runner/collect/walk.h "$spdx" '#include "base/buf.h"'
put runner/judge/kinds.def "$spdx" 'KIND(file)' 'KIND(kernel_config)'
for kind in file kernel_config; do
	put "runner/judge/check_$kind.c" "$spdx" "const struct check_kind check_$kind = {" '};'
	for case in pass-a fail-b missing-c; do
		put "tests/golden/${kind/_/-}/$case.t" '# a case'
	done
done
put runner/probe/main.c "$spdx" '#include "collect/walk.h"' 'int main(void)' '{' '	exit(0);' '}'
put runner/cli/run.c "$spdx" '#include "judge/judge.h"' '#include "version.h"' 'puts("");'
put runner/main.c "$spdx" '#include "cli/run.h"' 'x = getenv("X");' 'printf(x);'
put tests/unit/test_buf.c "$spdx" '{' "$(yes '' | head -n 78)" '}'
put tests/run.sh '#!/usr/bin/env bash' '# SPDX-License-Identifier: MIT' 'mktemp x.XX''XXXX'
archive runner/base/buf.c

for name in layers doors banned sizes state headers kinds spdx shell; do
	said=$("$lint/$name.sh" "$T" 2>&1) || wrong "$name refuses a clean tree: $said"
	"$lint/$name.sh" "$T/tests" >/dev/null 2>&1 && wrong "$name passes a tree without sources"
done

fault layers runner/base/buf.c 11 'base must not include model/suite.h' '#include "model/suite.h"'
fault layers runner/model/suite.h 3 'model must not include judge/x.h' '#include "judge/x.h"'
fault layers runner/judge/check_file.c 4 'judge must not include report/x.h' '#include "report/x.h"'
fault layers runner/source/disk/qemu.c 3 'source must not include collect/' '#include "collect/walk.h"'
fault layers runner/collect/walk.h 3 'collect must not include cli/x.h' '# include "cli/x.h"'
fault layers runner/probe/main.c 7 'probe must not include judge/x.h' '#include "judge/x.h"'
fault layers runner/cli/run.c 5 'cli must not include probe/x.h' '#include "probe/x.h"'
fault layers runner/base/buf.c 11 '"buf.h" is no path from runner/' '#include "buf.h"'
fault layers runner/base/buf.c 11 '"../base/buf.h" is no path' '#include "../base/buf.h"'
fault layers runner/base/buf.c 11 '<base/buf.h> is ours' '#include <base/buf.h>'
fault layers runner/other/x.c 2 'a file outside every layer' "$spdx" '#include <stdio.h>'
for pair in rpm/rpmlib.h:collect/rpm gelf.h:judge/elf sqlite3.h:model/suite jansson.h:base/buf \
	yaml.h:model/yaml openssl/evp.h:base/hash curl/curl.h:source/disk/curl archive.h:source/disk \
	solv/pool.h:judge/closure model/evidence_db.h:model/suite; do
	fault doors "runner/${pair#*:}.c" "$(($(grep -cs '' "$T/runner/${pair#*:}.c") + 1))" \
		"${pair%:*} has its one door" "#include <${pair%:*}>"
done
for call in system popen atoi strtok sscanf strcpy sprintf getenv exit abort assert err warn printf \
	fprintf puts fputs; do
	fault banned runner/base/buf.c 11 "$call():" "	x = $call (\"y\");"
done
fault banned runner/cli/run.c 5 'exit(): only main.c' 'exit(1);'
fault banned runner/judge/check_file.c 4 'time(): judging is pure' 't = time(NULL);'
fault banned runner/base/buf.c 11 'unfinished:' "/* TO""DO: more */"
fault banned tests/run.sh 4 'unfinished:' "# FIX""ME"
fault sizes runner/base/long.c 501 '501 lines, at most 500' "$(lines 501 "$spdx")"
fault sizes runner/base/long.h 151 '151 lines, at most 150' "$(lines 151 "$spdx")"
fault sizes tests/long.py 501 '501 lines, at most 500' "$(lines 501 '#')"
fault sizes tests/unit/test_x.c 1 'a function of 81 lines' '{' "$(lines 79 x)" '}'
fault state runner/base/x.c 2 'count is mutable, in .data' '' 'static int count __attribute__((used)) = 1;'
fault state runner/base/x.c 1 'zero is mutable, in .bss' 'int zero;'
fault state runner/base/x.c 1 'list is mutable, in .data' 'const char *list[] = { "x" };'
fault headers runner/base/alone.h 2 'error: ' "$spdx" 'size_t alone(void);'
fault kinds runner/judge/kinds.def 4 'check_zone.c has no check_zone' 'KIND(zone)'
fault kinds runner/judge/kinds.def 4 'apple is twice or out of order' 'KIND(apple)'
fault kinds runner/judge/check_new.c 1 'kinds.def does not list new' 'const struct check_kind check_new = {'
for case in pass-a fail-b missing-c; do
	rm "$T/tests/golden/file/$case.t"
	judged kinds runner/judge/kinds.def:2 "file has no golden case ${case%-?}"
	put "tests/golden/file/$case.t" '# a case'
done
fault spdx tests/new.py 1 'no SPDX-License-Identifier' 'import sys'
fault spdx runner/base/new.c 1 'no SPDX-License-Identifier' '' '' '' "$spdx"
fault shell tests/new.sh 3 'SC2164' '#!/usr/bin/env bash' '# x' 'cd nowhere; ls'
exit "$failed"
