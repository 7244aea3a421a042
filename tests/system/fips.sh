#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# FIPS mode, in three guests: one that is set up rightly, one that is not, and one that only claims it.
# Each check's counterexample is run on the evidence of the first.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

profile=$TOP/fixtures/profiles/fixture-fips.yaml
out=$TOP/build/check/fips
mkdir -p "$out"

guest() { # name, image, exit status
	# openssl has some 130 calls, and every one of them tests itself first
	run "$3" "$AZLCTS" run "$2" -o "$out/$1" --force --profile "$profile" --timeout 1200
}

# Ids of required checks with this outcome, without "fips.", in one line.
ids() { # name, outcome
	json "$out/$1/results.json" \
		"' '.join(sorted(c['id'][5:] for c in d['checks'] if c['required'] and c['outcome'] == '$2'))"
}

claim "variants" "$TOP/fixtures/image/variant.sh" fips fips-claimed

guest fips "$FIXTURE/variants/fips.raw" 0
is "rightly set up" "$(json "$out/fips/results.json" 'd["verdict"]')" conformant
is "fails" "$(ids fips fail)" ""
claim "behaviour was verified, refusals and answers" test "$(ids fips pass | tr ' ' '\n' |
	grep -cE '^(kernel\.afalg\.(kat|deny|xts)|openssl\.(deny|allow|vectors|defaultprops|kat)|tls\.handshake)$')" -eq 9
claim "no certificate is claimed" grep -q 'validation=in-process certificate=- ' "$out/fips/results.json"
claim "nobody calls it validated" bash -c "! grep -qiE 'FIPS[ -](validated|compliant)' '$out/fips/report.html'"

# What an image without FIPS mode fails, exactly.
behaviour="kernel.afalg.deny kernel.afalg.xts kernel.hmac kernel.selftest"
ours="openssl.defaultprops openssl.deny openssl.load openssl.vectors openssl.vendor shadow ssh.client"
sshd="sshd sshd.host-keys sshd.kex sshd.rsa-size tls.handshake"
guest plain "$FIXTURE/image.raw" 1
is "the plain one fails" "$(ids plain fail)" \
	"$(echo "cmdline $behaviour runtime $ours $sshd" | tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/ $//')"

# fips=1 was set by hand: the kernel is in FIPS mode, and nothing else is.
guest claimed "$FIXTURE/variants/fips-claimed.raw" 1
is "the one that claims it fails" "$(ids claimed fail)" \
	"$(echo "kernel.hmac $ours $sshd" | tr ' ' '\n' | sort | tr '\n' ' ' | sed 's/ $//')"
claim "its kernel is in FIPS mode all the same" test "$(ids claimed pass | tr ' ' '\n' |
	grep -cE '^(runtime|cmdline|kernel\.afalg\.(deny|xts))$')" -eq 4

# A flag that is forged is believed by who reads it, and caught by who asks for an answer.
cp "$out/plain/evidence.db" "$T/forged.db"
/usr/bin/python3 - "$T/forged.db" <<'P'
import sqlite3, sys
db = sqlite3.connect(sys.argv[1])
db.execute("UPDATE kernel SET value = '1' WHERE key = 'fips_enabled'")
db.execute("UPDATE kernel SET value = value || ' fips=1' WHERE key = 'cmdline'")
db.commit()
P
run 1 "$AZLCTS" judge "$T/forged.db" --profile "$profile" -o "$T/forged"
for id in kernel.afalg.deny kernel.afalg.xts openssl.deny; do
	is "a forged flag: $id" "$(json "$T/forged/results.json" \
		"[c['outcome'] for c in d['checks'] if c['id'] == 'fips.$id'][0]")" fail
done
is "a forged flag: runtime" "$(json "$T/forged/results.json" \
	"[c['outcome'] for c in d['checks'] if c['id'] == 'fips.runtime'][0]")" pass

# Every counterexample bites, and nothing else.
cp -a "$FIXTURE/root" "$T/root"
(
	cd "$T/root" || exit 1
	cmdline_add() { sed -i "/^\tlinux /s|\$| $*|" boot/grub2/grub.cfg; }
	# shellcheck source=fixtures/image/variants/fips.sh
	. "$TOP/fixtures/image/variants/fips.sh"
	root
)
run 0 "$AZLCTS" validate --prove "$out/fips/evidence.db" --root "$T/root" --profile "$profile" --json
is "not proved" "$(json "$T/out" '[l["id"] for l in d if l["state"] == "not-proved"]')" "[]"
claim "at least 34 proved" test "$(json "$T/out" 'sum(l["state"] == "proved" for l in d)')" -ge 34
finish
