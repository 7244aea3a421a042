#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Downloads the packages of packages.list of one Debian release, verified by apt, into
# CACHE/RELEASE/, and unpacks them into ROOT.  Nothing is installed.
#
# usage: tests/system/releases/fetch.sh RELEASE COLUMN CACHE ROOT
#
# RELEASE is bookworm or trixie, COLUMN the column of packages.list with its names.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
release=$1 column=$2 cache=$(realpath -m "$3/$1") root=$(realpath -m "$4")

die() { printf '%s: %s\n' "${0##*/}" "$*" >&2; exit 1; }

# The archive this machine already uses, so that no address is written down here.
archive() {
	# shellcheck disable=SC2016 # apt-get expands these itself
	apt-get indextargets --format '$(SITE) $(RELEASE)' 'Identifier: Packages' |
		awk '$2 ~ /^(bookworm|stable)$/ { print $1; exit }'
}

names() {
	awk -v n="$column" '!/^#/ && NF { print (n == 2 && NF > 1) ? $2 : $1 }' \
		"$here/packages.list" | grep -vx -e - | sort -u
}

# An apt of its own: its lists and its cache are ours, the machine's are not touched.
private_apt() {
	"$1" -o Dir::State="$cache/apt" -o Dir::Cache="$cache/apt" -o Dir::Etc="$cache/apt" \
		-o Dir::State::status="$cache/apt/status" -o APT::Architecture=amd64 \
		-o APT::Architectures::=amd64 -o APT::Sandbox::User='' \
		-o Acquire::Languages=none -o Acquire::Retries=3 "${@:2}"
}

download() {
	local site
	site=$(archive || true)
	[ -n "$site" ] || die "no Debian archive in the apt configuration"
	rm -rf "$cache"
	mkdir -p "$cache/debs" "$cache"/apt/{lists,archives}/partial \
		"$cache"/apt/{apt.conf,preferences,sources.list}.d
	: >"$cache/apt/status"
	echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $site $release main" \
		>"$cache/apt/sources.list"
	private_apt apt-get -qq update || die "the archive of $release cannot be read"
	names >"$cache/names"
	(
		cd "$cache/debs"
		mapfile -t list <"$cache/names"
		private_apt apt-get -qq download "${list[@]}"
	) || die "packages of $release cannot be fetched"
	rm -rf "$cache/apt"
	names | sha256sum >"$cache/complete"
}

names | sha256sum | cmp -s - "$cache/complete" || download

[ ! -e "$root.complete" ] || ! cmp -s "$root.complete" "$cache/complete" || exit 0
rm -rf "$root" "$root.complete"
mkdir -p "$root"/usr/{bin,sbin,lib,lib64}
for dir in bin sbin lib lib64; do
	ln -s "usr/$dir" "$root/$dir"
done
for deb in "$cache"/debs/*.deb; do
	dpkg-deb --fsys-tarfile "$deb" |
		tar -x -C "$root" --keep-directory-symlink --no-same-owner \
			--exclude='./usr/share/*'
done
cp "$cache/complete" "$root.complete"
