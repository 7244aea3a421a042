#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Every product with a fault is found out, by the checks that are there for it and by no other.
# shellcheck source=tests/system/scenario/lib.sh
. "$(dirname "$0")/scenario/lib.sh"

# product | scenario | exit | checks that fail | what is said
table() {
	cat <<-'END'
		rejects-id|install|1|product.scenario.installs|is not supported
		needs-library|install|1|product.installs product.requires product.runs product.scenario.installs|libnobody.so.1
		unit-fails|install|1|product.scenario.active|no licence found
		listens|install|1|product.footprint.listener|4444
		set-id|install,erase|1|product.footprint.declared product.footprint.set-id product.residue.file product.residue.set-id|/usr/bin/set-id-helper
		leaves-user|install,erase|1|product.footprint.user product.residue.user|leaves-user
		leaves-timer|install,erase|1|product.footprint.declared product.footprint.scheduled product.residue.file product.residue.scheduled product.residue.unit|leaves-timer.timer
		breaks-sshd|install,reboot|1|product.footprint.reboot|sshd.service
		fills-disk|install,erase|1|product.footprint.declared product.scenario.erases|/var/lib/fills-disk/data
		panics|install|1|product.scenario.installs|panic
		hangs|install|1|product.scenario.installs|within 15 s
	END
}

while IFS='|' read -r name words _; do
	certify "$name" "$name" "$words"
done < <(table)
settle
while IFS='|' read -r name _ status fails said; do
	ended "$name" "$status"
	is "$name: found out by" "$(ids "$name" fail)" "$fails"
	[ -z "$said" ] || claim "$name: says $said" grep -qF -e "$said" "$OUT/$name.log"
	is "$name: errors" "$(ids "$name" error)" ""
	left_behind "$name"
done < <(table)
finish
