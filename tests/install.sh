#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Installs into an empty root, uses what is there, uninstalls, and proves that no file stays.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/lib.sh"

# DESTDIR is for packagers: the program looks for its data where PREFIX said.  So install for real.
run 0 make -s -C "$TOP" install PREFIX="$T/prefix"
claim "program is there" test -x "$T/prefix/bin/azlcts"
claim "probe is there" test -x "$T/prefix/libexec/azlcts/azlcts-probe"
claim "man page is there" test -s "$T/prefix/share/man/man1/azlcts.1"
run 0 "$T/prefix/bin/azlcts" validate
has out 'profile azl4-vm'
run 0 make -s -C "$TOP" uninstall PREFIX="$T/prefix"
claim "no file stays" test -z "$(find "$T/prefix" -not -type d)"
# and the build tree is as it was
run 0 make -s -C "$TOP" all
finish
