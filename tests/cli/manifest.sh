#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Manifests: validate reads them, says what is wrong with line and column, and agrees with the schema.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

schema() { # status file
	/usr/bin/python3 -c 'import yaml, json, sys; json.dump(yaml.safe_load(open(sys.argv[1])), open(sys.argv[2], "w"))' \
		"$2" "$T/as.json"
	run "$1" "$TOP/tests/cli/schema.sh" "$TOP/results-schema/manifest.schema.json" "$T/as.json"
}

both() { # status: the reader and the schema are of one mind
	run "$1" "$AZLCTS" validate "$T/m.yaml"
	schema "$([ "$1" = 0 ] && echo 0 || echo 1)" "$T/m.yaml"
}

head='manifest: 1
product: p
packages: [p]'
good() {
	printf '%s\n%s\n' "$head" "$1" >"$T/m.yaml"
	both 0
}
bad() { # yaml words
	printf '%s\n%s\n' "$head" "$1" >"$T/m.yaml"
	both 2
	run 2 "$AZLCTS" validate "$T/m.yaml"
	has err "m.yaml:4:"
	has err "$2"
	one_line
}

# the example of the documentation, as it stands there
awk '/^```yaml/ { inside = 1; next } /^```/ { exit } inside' "$TOP/docs/scenarios.md" >"$T/m.yaml"
both 0
has "$T/m.yaml" 'manifest: 1'
for f in "$TOP"/fixtures/agents/manifests/*.yaml; do
	run 0 "$AZLCTS" validate "$f"
	schema 0 "$f"
done

good 'units: a.timer'
good 'configure: [[systemctl, enable, --now, a.service], [sh, -c, "x > y"]]'
good 'health: [{http: "http://[::1]:80/", within: 5}, {port: tcp/80}, {log: x}, {command: [a], exit: 3}]'
good 'limits: {memory-mib: 100, boot-ms: 5000, seconds: "120"}'
good 'scenarios: [{name: a, steps: [install, {run: [a, 1], exit: 1}, erase]}]'
good 'declares: {listener: ["tcp * 80"], set-id: /usr/bin/x}'

bad 'unit: [a.service]' 'did you mean units?'
bad 'units: [a]' 'whole name'
bad 'configure: [systemctl]' 'list of its words'
bad 'health: [{port: udp/1}]' 'udp'
bad 'health: [{http: "https://a/"}]' 'has to be a URL'
bad 'health: [{port: tcp/80, exit: 0}]' 'unknown key'
bad 'limits: {seconds: 0}' 'whole number'
bad 'declares: {users: [x]}' 'did you mean user?'
bad 'grants: [repositories]' 'did you mean repository?'
bad 'scenarios: [{name: a, steps: [remove]}]' 'no such step'
bad 'scenarios: [{name: a, steps: []}]' 'steps: missing'

# in a suite it is found as well
printf 'suite: s\ntitle: T\nmanifest:\n  product: p\n  packages: [p]\n  unit: [x]\nchecks:\n' >"$T/s.yaml"
cat >>"$T/s.yaml" <<'SUITE'
  - id: s.one
    title: One
    level: optional
    absent: {packages: [x]}
    why: w
    remedy: r
SUITE
run 2 "$AZLCTS" validate "$T/s.yaml"
sed -i 's/unit: \[x\]/units: [x.service]/' "$T/s.yaml"
run 0 "$AZLCTS" validate "$T/s.yaml"
finish
