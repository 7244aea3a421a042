#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# From a small root directory to every document, with a suite of our own; nothing is booted.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

root=$T/root
mkdir -p "$root"/{etc,usr/bin,usr/lib,tmp} "$T/suites/profiles"
printf 'ID=azurelinux\nVERSION_ID=4.0\nPRETTY_NAME="Azure Linux <4.0>"\n' >"$root/etc/os-release"
printf 'root:x:0:0:root:/root:/bin/bash\n' >"$root/etc/passwd"
# shellcheck disable=SC2016 # the dollars are crypt's
printf 'root:$y$j9T$secretsalt$secrethash:19000:0:99999:7:::\n' >"$root/etc/shadow"
chmod 1777 "$root/tmp"
cp /bin/true "$root/usr/bin/true"
# the whole example of the page for suite writers is the suite of this test
awk '/^```yaml/ { n++; inside = n == 1; next } /^```/ { inside = 0 } inside' \
	"$TOP/docs/writing-suites.md" >"$T/suites/example.yaml"
printf 'profile: small\ntitle: A small profile\nmatch: {id: azurelinux}\nsuites: [example]\n' \
	>"$T/suites/profiles/small.yaml"
export AZLCTS_SUITES=$T/suites

run 0 "$AZLCTS" validate
has out 'profile small: 1 suites, 1 checks, 1 required'
run 0 "$AZLCTS" run "$root" -o "$T/o"
has out 'Conformant'
has out "report: $T/o/report.html"
for file in evidence.db results.json run.json report.html junit.xml summary.txt; do
	claim "$file is there" test -s "$T/o/$file"
done
claim "nothing else is" test "$(find "$T/o" -mindepth 1 | wc -l)" -eq 6
claim "documents follow their schemas" bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/results.schema.json" "$T/o/results.json"
claim "run.json too" bash "$TOP/tests/cli/schema.sh" "$TOP/results-schema/run.schema.json" "$T/o/run.json"
claim "junit.xml too" xmllint --noout --schema "$TOP/results-schema/junit.xsd" "$T/o/junit.xml"
claim "no secret in the evidence" sh -c "! grep -aq secrethash '$T/o/evidence.db'"
has "$T/o/report.html" 'Azure Linux &lt;4.0&gt;'
has_not "$T/o/report.html" 'Azure Linux <4.0>'

# the same input gives the same bytes
run 0 "$AZLCTS" run "$root" -o "$T/o2" --json
claim "results.json is what --json prints" cmp "$T/out" "$T/o/results.json"
claim "canonical: one line, no newline at the end" test "$(wc -l <"$T/o/results.json")" -eq 0

# not conformant, incomplete, and what a tampered document gets
chmod 0777 "$root/tmp"
run 1 "$AZLCTS" run "$root" -o "$T/o3"
has out 'What blocks conformance'
has out 'mode 0777'
is "outcome" "$(json "$T/o3/results.json" 'd["checks"][0]["outcome"]')" fail
for key in id outcome object expected observed remedy why level required; do
	claim "check has $key" test "$(json "$T/o3/results.json" "'$key' in d['checks'][0]")" = True
done
run 0 "$AZLCTS" report "$T/o3" --format junit
has out '<failure'
sed 's/"verdict":"not-conformant"/"verdict":"conformant"/' "$T/o3/results.json" >"$T/forged.json"
run 2 "$AZLCTS" report "$T/forged.json"
sed 's/"outcome":"fail"/"outcome":"pass"/' "$T/o3/results.json" >"$T/forged.json"
run 2 "$AZLCTS" report "$T/forged.json"
cp "$T/suites/example.yaml" "$T/keep"
sed -i 's/    file: .*/    unit: {name: sshd.service, active: active}/; /files: chmod/d; s/rows: .*/rows: DELETE FROM unit/' "$T/suites/example.yaml"
run 4 "$AZLCTS" judge "$T/o/evidence.db"
has out 'collect from a booted image'
cp "$T/keep" "$T/suites/example.yaml"

# a source that is not ours to write to
run 2 "$AZLCTS" run "$root" -o "$T/o3"
has err 'earlier run'
run 1 "$AZLCTS" run "$root" -o "$T/o3" --force
run 3 "$AZLCTS" run "$root" -o /proc/azlcts
one_line

# judging anew replaces the documents, never the evidence
run 2 "$AZLCTS" judge "$T/o3/evidence.db" -o "$T/o3"
run 1 "$AZLCTS" judge "$T/o3/evidence.db" -o "$T/o3" --force
claim "the evidence stays" test -s "$T/o3/evidence.db"
run 2 "$AZLCTS" run "$T/no-such-root" -o "$T/o3" --force
claim "a wrong path costs nothing" test -s "$T/o3/results.json"
run 1 "$AZLCTS" run "$root" -o "$T/o-12:30"

# an image that does not say what it is is judged as what it should have been
mkdir -p "$T/nameless/usr/bin" "$T/nameless/etc" "$T/named/profiles"
cp "$T/suites/example.yaml" "$T/named/"
printf 'profile: azl4-vm\ntitle: The default\nmatch: {id: azurelinux}\nsuites: [example]\n' \
	>"$T/named/profiles/azl4-vm.yaml"
run 1 "$AZLCTS" run "$T/nameless" --source rootfs -o "$T/o5" --suites "$T/named"
is "profile of the nameless" "$(json "$T/o5/results.json" 'd["profile"]["name"]')" azl4-vm

# a proof that proved nothing is not a proof
sed -i '/rows:/d' "$T/named/example.yaml"
run 4 "$AZLCTS" validate --suites "$T/named" --prove "$T/o/evidence.db"
has out '0 proved, 0 not proved, 1 not tried'
run 2 "$AZLCTS" validate "$T/suites/example.yaml" --prove "$T/o/evidence.db"
has err "not from files"

# questions
run 0 "$AZLCTS" query "$T/o/evidence.db" "SELECT path, type FROM file WHERE path LIKE '/etc/%' ORDER BY path"
has out '(3 rows)'
run 0 "$AZLCTS" query "$T/o/evidence.db" --json "SELECT value FROM os_release WHERE key = 'ID'"
is "as JSON" "$(json "$T/out" 'd[0]["value"]')" azurelinux
run 2 "$AZLCTS" query "$T/o/evidence.db" "DELETE FROM file"
has err "not authorized"
run 2 "$AZLCTS" query "$T/o/evidence.db" "SELECT pth FROM file"
has err "no such column"

# a suite that is wrong: file, line, column, and the word that was meant
sed -i 's/path: /pth: /' "$T/suites/example.yaml"
run 2 "$AZLCTS" validate "$T/suites/example.yaml"
has err 'example.yaml:8:12: pth: unknown key; did you mean path?'
run 2 "$AZLCTS" run "$root" -o "$T/o4"
claim "found before anything is written" test ! -e "$T/o4/evidence.db"
finish
