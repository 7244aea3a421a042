#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# The repositories that an image has enabled, asked from the host: they are judged beside it, and one
# that does not answer is a finding.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY no_proxy NO_PROXY SSL_CERT_FILE
export HOME=$T/home XDG_CACHE_HOME=$T/cache AZLCTS_STALL_SECONDS=1
mkdir -p "$T/home" "$T/www/4.0/x86_64" "$T/suites/profiles"
server=
stop() {
	[ -z "$server" ] || kill "$server" 2>/dev/null
	wait 2>/dev/null
	rm -rf "$T"
}
trap stop EXIT

cp "$FIXTURE"/repo/b*.rpm "$T/www/4.0/x86_64"
createrepo_c -q --no-database "$T/www/4.0/x86_64" || exit 1
/usr/bin/python3 "$TOP/tests/system/repository/server.py" "$T/www" "$T/port" "$T/log" &
server=$!
for _ in $(seq 50); do
	[ -s "$T/port" ] && break
	sleep 0.1
done
B=http://127.0.0.1:$(cat "$T/port")

root=$T/root
mkdir -p "$root"/{etc/yum.repos.d,usr/bin,usr/lib/sysimage/rpm,tmp} "$root/usr/share/dnf5/repos.override.d"
printf 'ID=azurelinux\nVERSION_ID=4.0\nPRETTY_NAME="Azure Linux 4.0"\n' >"$root/etc/os-release"
cp /bin/true "$root/usr/bin/true"
claim "the image's rpm database" rpm --dbpath "$root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps --noscripts --ignorearch "$FIXTURE"/repo/azurelinux-release-common-*.rpm \
	"$FIXTURE"/repo/bash-*.rpm
repository() { # id, URL [lines]
	printf '[%s]\nname=%s\nbaseurl=%s\nenabled=1\n' "$1" "$1" "$2" >"$root/etc/yum.repos.d/$1.repo"
}
# shellcheck disable=SC2016 # they are dnf's variables
repository azurelinux-base "$B/plain/\$releasever/\$basearch/"
repository off "$B/plain/off"
printf '[off]\nenabled=0\n' >"$root/usr/share/dnf5/repos.override.d/off.repo"
cat >"$T/suites/answers.yaml" <<'END'
suite: answers
title: Repositories
checks:
  - id: answers.enabled
    version: 1
    title: Every enabled repository answers
    level: mandatory
    repository: {answers: true}
    why: Updates come from there.
    remedy: Mend the URL of the repository.
    references: {man: ["dnf5.conf(5)"]}
    counterexample:
      rows: UPDATE text SET content = ''
END
printf 'profile: small\ntitle: A small profile\nmatch: {id: azurelinux}\nsuites: [answers]\n' \
	>"$T/suites/profiles/small.yaml"
export AZLCTS_SUITES=$T/suites

outcome() { # out
	json "$T/$1/results.json" "d['checks'][0]['outcome']"
}

ask() { # evidence, statement
	/usr/bin/python3 -c 'import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]):
    print("|".join("-" if v is None else str(v) for v in row))' "$T/$1/evidence.db" "$2"
}

run 4 "$AZLCTS" run "$root" -o "$T/without"
is 'without evidence it cannot be told' "$(outcome without)" missing
has "$T/without/summary.txt" 'run with --enabled'
run 0 "$AZLCTS" run "$root" -o "$T/good" --enabled
is 'it answers' "$(outcome good)" pass
is 'what is enabled was asked' "$(ls "$T/good/repositories")" azurelinux-base
is 'under the URL that dnf would make' \
	"$(ask good/repositories/azurelinux-base "SELECT value FROM repository WHERE key = 'url'")" "$B/plain/4.0/x86_64/"
is 'results say with what they were judged' "$(json "$T/good/results.json" "d['repositories'][0]['url']")" \
	"$B/plain/4.0/x86_64/"
run 0 "$AZLCTS" judge "$T/good" --repository "$T/good/repositories/azurelinux-base" -o "$T/later"
is 'the same, judged later' "$(outcome later)" pass
run 2 "$AZLCTS" run "$root" -o "$T/good" --enabled
run 0 "$AZLCTS" run "$root" -o "$T/good" --enabled --force

# shellcheck disable=SC2016
repository broken "$B/plain/\$nowhere/x"
repository refuses "$B/denied/4.0/x86_64"
run 1 "$AZLCTS" run "$root" -o "$T/bad" --enabled
is 'one that does not answer is a finding' "$(outcome bad)" fail
has "$T/bad/summary.txt" 'broken'
# shellcheck disable=SC2016 # as it is written
has "$T/bad/summary.txt" '$nowhere'
has "$T/bad/summary.txt" 'HTTP 403'
is 'all were asked' "$(find "$T/bad/repositories" -mindepth 1 -maxdepth 1 -printf '%f\n' | sort | tr '\n' ' ')" \
	'azurelinux-base broken refuses '
is 'the failure is in the evidence' "$(ask bad/repositories/refuses 'SELECT name, state FROM part')" \
	'repository|failed'
run 1 "$AZLCTS" run "$root" -o "$T/bad2" --enabled
is 'twice the same results' "$(sha256sum <"$T/bad2/results.json")" "$(sha256sum <"$T/bad/results.json")"
run 0 "$AZLCTS" collect "$root" -o "$T/collected" --enabled
has out "$T/collected/repositories/broken/evidence.db"
# a repository that is a folder of the image, of which this host has one as well
repository local "file://$T/www/4.0/x86_64"
repository by-path ''
sed -i "s|^baseurl=|mirrorlist=$T/www/4.0/x86_64|" "$root/etc/yum.repos.d/by-path.repo"
rm "$root"/etc/yum.repos.d/{broken,refuses}.repo
run 4 "$AZLCTS" run "$root" -o "$T/local" --enabled
is 'what the image names is not looked for on this host' "$(ls "$T/local/repositories")" azurelinux-base
has "$T/local/results.json" 'only what is on the network'
run 2 "$AZLCTS" run "$root" -o "$T/no-key" --enabled --key "$T/nowhere.asc"
one_line
claim 'a key file that is not there is no fault of a repository' test ! -e "$T/no-key/evidence.db"
run 1 "$AZLCTS" judge "$T/collected" --repository "$T/collected/repositories/azurelinux-base" \
	--repository "$T/collected/repositories/broken" --repository "$T/collected/repositories/refuses" -o "$T/later2"
finish
