#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The fixture is what it claims to be, and is built once.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

run 0 "$TOP/fixtures/image/build.sh"
claim "built already: nothing is done" test ! -s "$T/out"
run 0 "$TOP/fixtures/image/verify.sh"
grep -E '^(ok|not ok)' "$T/out" | sed 's/^/# /'
claim "verify.sh tested something" grep -qE '^[1-9][0-9]* passed, 0 failed$' "$T/out"

# A changed recipe is built again: here its first step is refused, and nothing half-made stays.
cp -a "$TOP/fixtures/image" "$T/image"
echo '# changed' >>"$T/image/fetch.sh"
mkdir "$T/bin" "$T/fixture"
cp "$FIXTURE/stamp" "$T/fixture/stamp"
printf '#!/bin/sh\nexit 9\n' >"$T/bin/mmdebstrap"
chmod +x "$T/bin/mmdebstrap"
claim "a changed recipe is built again" sh -c "! PATH='$T/bin:$PATH' AZLCTS_FIXTURE_DIR='$T/fixture' '$T/image/build.sh'"
has claim mmdebstrap
claim "nothing half-made stays" test -z "$(find "$T/fixture" -name '.work*' -o -name 'image.*')"
finish
