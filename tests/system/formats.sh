#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every image format boots, unmodified; BIOS and the other ways in work too.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

boots() { # image words...
	local image=$1
	shift
	run 0 "$AZLCTS" collect "$image" -o "$T/o" --force "$@"
	is "outcome of $(basename "$image") $*" "$("$AZLCTS" query "$T/o/evidence.db" \
		"SELECT value FROM boot WHERE key = 'outcome'" | sed -n 3p)" reached
}

boots "$FIXTURE/image.vhd"
is "format" "$("$AZLCTS" query "$T/o/evidence.db" "SELECT value FROM meta WHERE key = 'source.format'" | sed -n 3p)" vhd-fixed
qemu-img convert -f raw -O vhdx "$FIXTURE/image.raw" "$T/image.vhdx"
boots "$T/image.vhdx"
rm "$T/image.vhdx"
qemu-img convert -f raw -O qcow2 "$FIXTURE/image.raw" "$T/image.qcow2"
boots "$T/image.qcow2" --firmware bios
is "firmware" "$("$AZLCTS" query "$T/o/evidence.db" "SELECT value FROM boot WHERE key = 'firmware'" | sed -n 3p)" bios
qemu-img convert -f raw -O vpc -o subformat=dynamic "$FIXTURE/image.raw" "$T/dynamic.vhd"
boots "$T/dynamic.vhd" --entry inject
is "way in" "$(json "$T/o/run.json" 'd["guest"]["entry"]')" inject
finish
