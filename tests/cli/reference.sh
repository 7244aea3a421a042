#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Evidence that is compared with, evidence of another version, and files beside a suite.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

root=$T/root
mkdir -p "$root"/{etc,usr/bin,usr/lib,tmp} "$T/suites/profiles"
printf 'ID=azurelinux\nVERSION_ID=4.0\nPRETTY_NAME="Azure Linux 4.0"\n' >"$root/etc/os-release"
printf 'root:x:0:0:root:/root:/bin/bash\n' >"$root/etc/passwd"
printf 'root:*:19000:0:99999:7:::\n' >"$root/etc/shadow"
chmod 1777 "$root/tmp"
cp /bin/true "$root/usr/bin/true"
awk '/^```yaml/ { n++; inside = n == 1; next } /^```/ { inside = 0 } inside' \
	"$TOP/docs/writing-suites.md" >"$T/suites/example.yaml"
printf 'profile: small\ntitle: A small profile\nmatch: {id: azurelinux}\nsuites: [example]\n' \
	>"$T/suites/profiles/small.yaml"
export AZLCTS_SUITES=$T/suites

# without a reference nothing is said of one
run 0 "$AZLCTS" run "$root" -o "$T/plain"
has_not "$T/plain/results.json" '"reference":'
has_not "$T/plain/report.html" 'Compared with'

# the same by file and by folder
sed -i 's/Azure/Fedora/' "$root/etc/os-release"
run 0 "$AZLCTS" collect "$root" -o "$T/ref"
digest() { json "$1/results.json" 'd["reference"]["sha256"]'; }
run 0 "$AZLCTS" judge "$T/plain/evidence.db" --reference "$T/ref" -o "$T/a"
has out 'against   Fedora Linux 4.0, sha256 '
run 0 "$AZLCTS" judge "$T/plain/evidence.db" --reference "$T/ref/evidence.db" -o "$T/b"
claim "a folder is its evidence.db" cmp "$T/a/results.json" "$T/b/results.json"
run 0 "$AZLCTS" judge "$T/plain" --reference "$T/ref" --json
claim "of what is judged, too" cmp "$T/out" "$T/a/results.json"
run 0 "$AZLCTS" query "$T/plain" "SELECT count(*) AS n FROM os_release"
has out '3'
run 2 "$AZLCTS" judge "$root"
has err "$root/evidence.db"
run 0 "$AZLCTS" judge "$T/ref/evidence.db" --profile small -o "$T/c"
is "its digest" "$(digest "$T/a")" "$(json "$T/c/results.json" 'd["evidence"]["sha256"]')"
has "$T/a/report.html" 'Compared with'
has "$T/a/report.html" 'Fedora Linux 4.0'
has "$T/a/junit.xml" 'name="reference.sha256"'
claim "results follow their schema" bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/results.schema.json" "$T/a/results.json"
claim "junit.xml too" xmllint --noout --schema "$TOP/results-schema/junit.xsd" "$T/a/junit.xml"
run 0 "$AZLCTS" report "$T/a" --format text
has out 'against   Fedora Linux 4.0'
run 0 "$AZLCTS" run "$root" -o "$T/d" --profile small --reference "$T/plain"
is "run takes one, too" "$(digest "$T/d")" "$(json "$T/plain/results.json" 'd["evidence"]["sha256"]')"

# what is no reference is told before anything is collected
run 2 "$AZLCTS" run "$root" -o "$T/none" --reference "$T/nothing"
has err 'reference: '
claim "nothing was written" test ! -e "$T/none/evidence.db"
run 2 "$AZLCTS" judge "$T/plain/evidence.db" --reference "$root"
run 2 "$AZLCTS" judge "$T/plain/evidence.db" --reference "$root/etc/passwd"
has err 'not a database'

# evidence of another version: both versions, and what to do
python3 - "$T/ref/evidence.db" <<'END'
import sqlite3, sys
sqlite3.connect(sys.argv[1], isolation_level=None).execute("PRAGMA user_version = 1")
END
for verb in "judge $T/ref/evidence.db" "query $T/ref/evidence.db SELECT" "judge $T/plain/evidence.db --reference $T/ref"; do
	# shellcheck disable=SC2086 # words
	run 2 "$AZLCTS" $verb
	has err 'evidence of version 1; this azlcts reads version 5: collect it again'
	one_line
done

# texts that are kept once look like any other
run 0 "$AZLCTS" query "$T/plain/evidence.db" "SELECT n.soname FROM elf e JOIN elf_needed n ON n.elf = e.id WHERE e.path = '/usr/bin/true'"
has out 'libc.so.6'
run 2 "$AZLCTS" query "$T/plain/evidence.db" "DELETE FROM elf_needed"
run 2 "$AZLCTS" query "$T/plain/evidence.db" "SELECT name_id('x')"

# a contract of nothing would be met by any library
mkdir -p "$T/suites/contracts"
cat >"$T/suites/binds.yaml" <<'END'
suite: binds
title: A contract
checks:
  - id: x.binds.c
    version: 1
    title: The C library
    level: recommended
    library: {soname: libc.so.6, contract: libc}
    why: Programs bind to it.
    remedy: Install it.
    references: {glibc: abilist}
END
echo 'library libc.so.6 x86_64' >"$T/suites/contracts/libc"
run 2 "$AZLCTS" validate "$T/suites/binds.yaml"
has err 'libc has no node and no symbol'
echo 'node GLIBC_2.2.5' >>"$T/suites/contracts/libc"
run 0 "$AZLCTS" validate "$T/suites/binds.yaml"

finish
