#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Real waagent and real cloud-init provision the fixture against the stand-in of the platform: host
# name, user, ssh key, ready reported; also from a platform that throttles, fails and is slow.  From
# one that is not there they do not, and that is said.
# shellcheck source=tests/system/scenario/lib.sh
. "$(dirname "$0")/scenario/lib.sh"

faulty() { # manifest fault seconds: the same with another fault, and patience with it
	sed "s/^platform: {fault: none/platform: {fault: $2/; s/platform: ready, within: 120/platform: ready, within: $3/" "$MANIFESTS/$1.yaml" >"$T/$1-$2.yaml"
	echo "$T/$1-$2.yaml"
}

certify waagent WALinuxAgent install
certify cloud-init cloud-init provision
for fault in throttle error delay absent; do
	patience=400
	[ "$fault" != absent ] || patience=40
	certify "waagent-$fault" WALinuxAgent install \
		--manifest "$(faulty WALinuxAgent "$fault" "$patience")"
done
settle

# Nothing is erased here, so the last word on the product is not said: 4.
for name in waagent cloud-init waagent-throttle waagent-error waagent-delay; do
	ended "$name" 4
	is "$name: nothing fails" "$(ids "$name" fail error)" ""
	is "$name: its steps" "$(ask "$name" "SELECT DISTINCT outcome FROM step")" passed
	left_behind "$name"
done
for name in waagent cloud-init; do
	claim "$name: the user came" test "$(ask "$name" "SELECT count(*) FROM footprint
		WHERE class = 'user' AND object = 'azureuser' AND change = 'added'")" -ge 1
	is "$name: a listener came" "$(ask "$name" "SELECT object FROM footprint
		WHERE class = 'listener' AND change = 'added'")" ""
done
# what was asked of the platform is in run.json
claim "the platform was asked" test "$(json "$OUT/waagent/run.json" \
	'len(str(d.get("scenario", d)))')" -gt 100

ended waagent-absent 1
is "absent: the step that failed" "$(ask waagent-absent "SELECT action, object, outcome FROM step
	WHERE outcome = 'failed'")" "health platform failed"
finish
