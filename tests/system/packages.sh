#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Signatures, digests, keys and scriptlets of real packages: built and signed here, as files and as a
# database of installed ones, whole and damaged.  Nothing boots.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export GNUPGHOME=$T/gnupg
mkdir -m 700 "$GNUPGHOME"
cd "$T" || exit 1
trap 'gpgconf --kill all 2>/dev/null; rm -rf "$T"' EXIT

key() { # name algorithm [option...]
	gpg --batch -q --passphrase '' "${@:3}" --quick-generate-key "$1 <$1@azlcts.invalid>" "$2" sign \
		"${expiry:-never}" 2>/dev/null
	gpg --armor --export "$1@azlcts.invalid" >"$1.asc" 2>/dev/null
}
key strong rsa4096
key edwards ed25519
key short rsa1024
expiry=30d key old rsa2048 --faked-system-time 20200101T000000

cat >agent.spec <<'S'
Name: agent
Version: 1
Release: 2
Summary: An agent
License: MIT
BuildArch: noarch
Requires(pre): /usr/bin/getent
%description
An agent.
%install
mkdir -p %{buildroot}/etc
echo a >%{buildroot}/etc/agent.conf
%pre
getent passwd agent >/dev/null || useradd -r agent
%post
chattr +i /etc/agent.conf
rpm -q agent >/dev/null || :
%preun -p /usr/bin/python3
print(1)
%files
/etc/agent.conf
S
rpmbuild -bb --quiet --define "_topdir $T" --define "_rpmdir $T" agent.spec 2>rpmbuild.log || cat rpmbuild.log
plain=noarch/agent-1-2.noarch.rpm
claim "a package was built" test -s "$plain"

sign() { # file key [option of rpmsign...]
	cp "$plain" "$1.rpm"
	rpmsign --define '__gpg /usr/bin/gpg' --define "_gpg_name $2@azlcts.invalid" "${@:3}" --addsign "$1.rpm" \
		>"$T/rpmsign.log" 2>&1 || { not_ok "rpmsign $1" "$(tail -n 3 "$T/rpmsign.log")"; }
}
sign strong strong
sign edwards edwards
sign short short
sign sha1 strong --define '_gpg_digest_algo sha1'
sign both strong --rpmv3
sign old old --define '_gpg_sign_cmd_extra_args --faked-system-time 20200110T000000!'
cp "$plain" unsigned.rpm

suite() { # parameters of kind signature, or of another one
	cat >"$T/suites/signed.yaml" <<-Y
		suite: signed
		title: Signatures
		checks:
		  - {id: t.check, version: 1, title: Signed, level: mandatory, $1, why: x, remedy: x,
		     counterexample: {rows: DELETE FROM package}}
	Y
}
mkdir -p "$T/suites/profiles"
printf 'profile: small\ntitle: A small profile\nmatch: {id: azurelinux}\nsuites: [signed]\n' >"$T/suites/profiles/small.yaml"
suite "signature: {}"
export AZLCTS_SUITES=$T/suites

ask() { # evidence SQL : the one value
	"$AZLCTS" query "$1" --json "$2" |
		/usr/bin/python3 -c 'import json,sys; print(*(v for r in json.load(sys.stdin) for v in r.values()))'
}

# what the evidence says of a package file
rows() { # package key... : rows of package_signature
	local args=() k
	for k in "${@:2}"; do args+=(--key "$k.asc"); done
	"$AZLCTS" collect "$1.rpm" -q -f -o "ev-$1" "${args[@]}" >"$T/collect.log" 2>&1 || cat "$T/collect.log"
	ask "ev-$1" "SELECT group_concat(r, '; ') FROM (SELECT tag || ' ' || covers || ' ' || algorithm || ' ' ||
		hash || ' ' || state || coalesce(', ' || malformed, '') AS r FROM package_signature ORDER BY position)"
}
is "RSA" "$(rows strong strong)" "rsaheader header rsa sha512 good"
is "Ed25519" "$(rows edwards strong edwards)" "dsaheader header eddsa sha256 good"
is "without the key" "$(rows edwards strong)" "dsaheader header eddsa sha256 no-key"
is "a short key" "$(rows short short)" "rsaheader header rsa sha512 good"
is "SHA-1" "$(rows sha1 strong)" "rsaheader header rsa sha1 good"
is "header, and header with payload" "$(rows both strong)" "rsaheader header rsa sha512 good; pgp all rsa sha512 good"
is "made before its key expired" "$(rows old old)" "rsaheader header rsa sha512 good"
is "unsigned" "$(rows unsigned strong)" ""
is "digests of a file" \
	"$(ask ev-strong "SELECT kind || '=' || state FROM package_digest WHERE state <> 'unchecked' ORDER BY 1")" \
	"header-sha1=good header-sha256=good md5=good payload-sha256=good"
is "the digest of the whole file" "$(ask ev-strong 'SELECT sha256 FROM package')" \
	"$(sha256sum <strong.rpm | cut -d' ' -f1)"

# a package that was changed is refused: its header, its payload
/usr/bin/python3 - strong.rpm header.rpm payload.rpm <<'P'
import struct, sys
d = bytearray(open(sys.argv[1], 'rb').read())
il, dl = struct.unpack('>II', d[104:112])
header = 112 + 16 * il + (dl + 7) // 8 * 8
il, dl = struct.unpack('>II', d[header + 8:header + 16])
store = header + 16 + 16 * il
at = d.index(b'An agent', store)
for name, where in (sys.argv[2], at), (sys.argv[3], store + dl + 20):
    e = bytearray(d)
    e[where] ^= 1
    open(name, 'wb').write(e)
P
run 2 "$AZLCTS" collect header.rpm -o changed --key strong.asc
has err "header.rpm"
run 2 "$AZLCTS" collect payload.rpm -f -o changed --key strong.asc
has err "payload.rpm"
run 2 "$AZLCTS" collect strong.rpm -f -o changed --key "$plain"
has err "no OpenPGP public key"

# installed: a root with a database, and keys as files and imported
root=$T/root
db=$root/usr/lib/sysimage/rpm
mkdir -p "$root"/{etc/pki/rpm-gpg,usr/bin,usr/sbin,tmp} "$db"
ln -s usr/bin "$root/bin"
printf 'ID=azurelinux\nVERSION_ID=4.0\nPRETTY_NAME="Azure Linux 4.0"\n' >"$root/etc/os-release"
printf 'root:x:0:0:root:/root:/bin/bash\n' >"$root/etc/passwd"
cp /bin/true "$root/usr/bin/sh"
cp /bin/true "$root/usr/bin/getent"
rpmdb() { rpm --dbpath "$db" --define '_db_backend sqlite' "$@" 2>/dev/null; }
install_package() {
	rm -f "$db"/*
	rpmdb --import "$T/short.asc"
	rpmdb -U --justdb --nodeps --ignorearch --nosignature "$T/$1.rpm"
}
cat strong.asc edwards.asc >"$root/etc/pki/rpm-gpg/KEYS"
ln -s KEYS "$root/etc/pki/rpm-gpg/AGAIN"

fingerprint() { gpg --with-colons --list-keys "$1" 2>/dev/null | awk -F: '/^fpr/ { print tolower($10); exit }'; }
judged() { # status, words that are said, parameters
	suite "$3"
	run "$1" "$AZLCTS" judge "$T/ev" --profile small
	[ -z "$2" ] || has out "$2"
}
collected() { run 0 "$AZLCTS" collect "$root" -f -o "$T/ev" -q; }

install_package strong
before=$(digest "$root")
collected
is "the root is as it was" "$(digest "$root")" "$before"
is "keys, each told once a place" \
	"$(ask ev "SELECT group_concat(r, ', ') FROM (SELECT origin || ' ' || algorithm || coalesce(' ' || bits, '')
		AS r FROM openpgp_key ORDER BY 1)")" \
	"/etc/pki/rpm-gpg/KEYS eddsa, /etc/pki/rpm-gpg/KEYS rsa 4096, rpmdb rsa 1024"
judged 0 "" "signature: {hashes: [sha256, sha512], algorithms: [rsa, eddsa], rsa-bits: 2048}"
judged 0 "" "signature: {keys: [\"$(fingerprint strong)\"]}"
judged 1 "signed by $(fingerprint strong)" "signature: {keys: [\"$(fingerprint edwards)\"]}"
judged 1 "signed with the hash sha512" "signature: {hashes: [sha256]}"
judged 4 "not booted" "signature: {rpmkeys: true}"
install_package sha1
collected
judged 1 "signed with the hash sha1" "signature: {hashes: [sha256, sha512]}"
install_package short
collected
judged 1 "a key of 1024 bits" "signature: {rsa-bits: 2048}"
install_package old
collected
judged 1 "of which there is no key" "signature: {}"
install_package unsigned
collected
judged 1 "not signed" "signature: {}"
install_package both
collected
judged 0 "" "signature: {}"

# a byte of the header, a header that librpm drops, a row, the file itself
damage() { # SQL with the blob as b
	/usr/bin/python3 - "$db/rpmdb.sqlite" "$1" <<'P'
import sqlite3, sys
c = sqlite3.connect(sys.argv[1])
h, b = c.execute("SELECT hnum, blob FROM Packages ORDER BY hnum DESC LIMIT 1").fetchone()
b = bytearray(b)
il = int.from_bytes(b[0:4], 'big')
if sys.argv[2] == 'region':
    b[b.index(b'An agent', 8 + 16 * il)] ^= 1
elif sys.argv[2] == 'index':
    b[8 + 16 * 4 + 8] ^= 0x41
if sys.argv[2] == 'row':
    c.execute("DELETE FROM Packages WHERE hnum = ?", (h,))
else:
    c.execute("UPDATE Packages SET blob = ? WHERE hnum = ?", (bytes(b), h))
c.commit()
P
}
failed() { # reason
	collected
	is "the part" "$(ask ev "SELECT state FROM part WHERE name = 'packages'")" failed
	judged 3 "$1" "signature: {}"
}
install_package strong
damage region
collected
judged 1 "header-sha256 is wrong" "signature: {}"
has out "bad"
install_package strong
damage index
failed "damaged header"
install_package strong
damage row
failed "its index of names 2"
install_package strong
truncate -s -40960 "$db/rpmdb.sqlite"
failed "librpm: "
: >"$db/rpmdb.sqlite"
failed "the file of the rpm database is empty"
mv "$db/rpmdb.sqlite" "$db/Packages.db"
printf 'RpmP' >"$db/Packages.db"
failed "lacks the ndb form"

# scriptlets, of the installed package and of the product
install_package strong
collected
judged 1 "%preun is run by /usr/bin/python3" "scriptlets: {}"
judged 1 "%post calls chattr" "scriptlets: {commands: true}"
judged 1 "%post calls rpm" "scriptlets: {forbidden: [rpm]}"
cp /bin/true "$root/usr/bin/python3"
for c in chattr useradd; do cp /bin/true "$root/usr/sbin/$c"; done
collected
judged 0 "" "scriptlets: {commands: true}"
finish
