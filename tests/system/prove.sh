#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The suite tests itself: every check passes on the fixture, and every counterexample makes exactly
# its check fail.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

dir=$(booted)
claim "a repository with all that suites want" "$TOP/fixtures/repository.sh" "$T/repository"
run 0 "$AZLCTS" validate --prove "$dir/evidence.db" --root "$FIXTURE/root" --profile "$PROFILE" \
	--repository "$T/repository" --json
cp "$T/out" "$TOP/build/check/proof.json"
is "not proved" "$(json "$T/out" '[l["id"] for l in d if l["state"] == "not-proved"]')" "[]"
claim "at least 60 proved" test "$(json "$T/out" 'sum(l["state"] == "proved" for l in d)')" -ge 60
is "without a counterexample" \
	"$(json "$T/out" '[l["id"] for l in d if l["state"] == "no-counterexample"]')" "[]"
claim "the root is as it was" test -z "$(find "$FIXTURE/root" -newer "$FIXTURE/manifest.json" -type f | head -n 1)"

# the proof can fail: a counterexample that does not bite is found
mkdir -p "$T/suites/profiles"
cat >"$T/suites/toothless.yaml" <<'Y'
suite: toothless
title: A counterexample that does not bite
checks:
  - id: toothless.id
    version: 1
    title: ID is there
    level: mandatory
    identity: {key: ID, pattern: "."}
    why: To see that the proof can fail.
    remedy: None.
    counterexample:
      rows: UPDATE os_release SET value = 'other' WHERE key = 'ID'
Y
printf 'profile: toothless\ntitle: toothless\nsuites: [toothless]\n' >"$T/suites/profiles/toothless.yaml"
run 1 "$AZLCTS" validate --suites "$T/suites" --prove "$dir/evidence.db"
has out "leaves it at pass"

# what docs/writing-suites.md shows is proved beside the suites that come with azlcts
cp -r "$TOP/suites" "$T/with"
awk -v dir="$T/with" '/^```yaml/ { n++; inside = 1; next } /^```/ { inside = 0 }
	inside && /^suite:/ { file = dir "/" $2 ".yaml" }
	inside && /^profile:/ { file = dir "/profiles/" $2 ".yaml" }
	inside { print > file }' "$TOP/docs/writing-suites.md"
sed -i 's/^suites: \[example\]/suites: [example, example-query]/' "$T/with/profiles/example-vm.yaml"
run 0 "$AZLCTS" validate --suites "$T/with" --profile example-vm --prove "$dir/evidence.db" \
	--root "$FIXTURE/root" --check 'example*'
has out '2 proved, 0 not proved, 0 not tried'
finish
