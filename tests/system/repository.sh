#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# A repository as a source: over a real web server, from a folder, through mirrors, proxies and TLS;
# and every way in which a server, a disk or a signature can fail.  Each failure has its exit status
# and its word, and leaves nothing in the cache that is not whole.
sanitized=$(cd "$(dirname "$0")/../.." && pwd)/build/sanitize/azlcts
[ -n "${AZLCTS:-}" ] || [ ! -x "$sanitized" ] || AZLCTS=$sanitized
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

HELP=$TOP/tests/system/repository
unset http_proxy https_proxy all_proxy HTTP_PROXY HTTPS_PROXY ALL_PROXY no_proxy NO_PROXY SSL_CERT_FILE
export HOME=$T/home XDG_CACHE_HOME=$T/cache AZLCTS_STALL_SECONDS=1
CACHE=$T/cache/azlcts
W=$T/www
mkdir -p "$T/home" "$T/cache" "$W" "$T/nginx" "$T/suites/profiles"
# a catalogue of one check: reading the whole one a hundred times is no test
cat >"$T/suites/small.yaml" <<'END'
suite: small
title: Repositories
checks:
  - id: small.enabled
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
printf 'profile: small\ntitle: A small profile\nmatch: {id: azurelinux}\nsuites: [small]\n' \
	>"$T/suites/profiles/small.yaml"
export AZLCTS_SUITES=$T/suites
began=() slow_pids=()
stop() {
	[ ${#began[@]} -eq 0 ] || kill "${began[@]}" 2>/dev/null
	wait 2>/dev/null
	[ ${#slow_pids[@]} -eq 0 ] || kill "${slow_pids[@]}" 2>/dev/null
	mountpoint -q "$T/small" && umount "$T/small"
	rm -rf "$T"
}
trap stop EXIT

ask() { # out, statement
	/usr/bin/python3 -c 'import sqlite3, sys
for row in sqlite3.connect(f"file:{sys.argv[1]}?mode=ro", uri=True).execute(sys.argv[2]):
    print("|".join("-" if v is None else str(v) for v in row))' "$T/$1/evidence.db" "$2"
}

fact() { # out, key
	ask "$1" "SELECT value FROM repository WHERE key = '$2'"
}

# All of the evidence but what differs between two runs.
rows() { # out
	ask "$1" "SELECT 'r', key, value FROM repository UNION ALL SELECT 'f', location, checksum FROM repodata
		UNION ALL SELECT 'a', nevra, checksum FROM available UNION ALL SELECT 'b', name, sha256 FROM blob
		ORDER BY 1, 2, 3" | sha256sum
}

collect() { # expected-status source out [options]
	local want=$1 source=$2 out=$3
	shift 3
	run "$want" "$AZLCTS" collect "$source" -o "$T/$out" --force "$@"
}

# Every file of the cache is what its name says; parts of files have names of their own.
whole() {
	local f name bad=
	for f in "$CACHE"/data/*; do
		name=${f##*/}
		case $name in
		*.partial | '*') continue ;;
		sha256-*) [ "sha256-$(sha256sum <"$f" | cut -d' ' -f1)" = "$name" ] || bad+=" $name" ;;
		*) bad+=" $name" ;;
		esac
	done
	is 'nothing half-written in the cache' "$bad" ''
}

empty_cache() { rm -rf "$CACHE"; }

refused() { # status, source, words [options]: fails so, and leaves no evidence
	local want=$1 source=$2 words=$3
	shift 3
	collect "$want" "$source" refused "$@"
	one_line
	has err "$words"
	claim 'no evidence' test ! -e "$T/refused/evidence.db"
	claim 'no scratch' test -z "$(find "$T/refused" -name '.work*')"
	whole
}

# --- repositories, each with one thing wrong ---
pick=$T/packages
mkdir "$pick"
cp "$FIXTURE"/repo/[ab]*.rpm "$pick"
createrepo_c -q --no-database --revision 7 -o "$pick" "$pick" || exit 1
packages=$(find "$pick" -name '*.rpm' | wc -l)

variant() { # name
	mkdir -p "$W/$1"
	cp -r "$pick/repodata" "$W/$1/"
}
record() { # variant, file pattern: tells repomd.xml what the file is now
	/usr/bin/python3 "$HELP/record.py" "$W/$1/repodata/repomd.xml" "$2"
}
for v in good checksum missing size cut-gzip lead-out no-primary other; do variant "$v"; done
primary=$(cd "$W/good/repodata" && echo *-primary.xml.gz)
filelists=$(cd "$W/good/repodata" && echo *-filelists.xml.gz)
printf 'X' | dd of="$W/checksum/repodata/$primary" bs=1 seek=20 conv=notrunc 2>/dev/null
rm "$W/missing/repodata/$filelists"
sed -i '/type="primary"/,/<\/data>/s/<size>[0-9]*/<size>77/' "$W/size/repodata/repomd.xml"
truncate -s 900 "$W/cut-gzip/repodata/$primary"
record cut-gzip "$primary"
sed -i "s|repodata/$primary|../../$primary|" "$W/lead-out/repodata/repomd.xml"
sed -i 's/type="primary"/type="prim"/' "$W/no-primary/repodata/repomd.xml"
sed -i 's|<revision>7|<revision>8|' "$W/other/repodata/repomd.xml"
mkdir -p "$W/sha1" "$W/zck/repodata" "$W/nothing" "$W/html"
createrepo_c -q --no-database --checksum sha --repomd-checksum sha -o "$W/sha1" "$pick"
cp "$pick"/repodata/* "$W/zck/repodata"
sed -i 's/\.xml\.gz/.xml.zck/; s/type="primary"/type="primary_zck"/; s/type="filelists"/type="filelists_zck"/' \
	"$W/zck/repodata/repomd.xml"
echo '<html><body>hello</body></html>' >"$W/html/page"
for kind in xz zstd; do
	mkdir -p "$W/$kind"
	createrepo_c -q --no-database --compress-type $kind --general-compress-type $kind --revision 7 \
		-o "$W/$kind" "$pick" 2>/dev/null || rmdir "$W/$kind"
done

# --- servers ---
/usr/bin/python3 "$HELP/server.py" "$W" "$T/port" "$T/bad.log" &
began+=($!)
openssl req -x509 -newkey rsa:2048 -nodes -keyout "$T/tls.key" -out "$T/tls.crt" -days 2 \
	-subj /CN=localhost -addext subjectAltName=DNS:localhost,IP:127.0.0.1 2>/dev/null
ports=$(/usr/bin/python3 -c 'import socket
s = [socket.socket() for i in range(3)]
for x in s: x.bind(("127.0.0.1", 0))
print(*[x.getsockname()[1] for x in s])')
read -r plain tls dead <<<"$ports"
cat >"$T/nginx.conf" <<END
daemon off; master_process off; pid $T/nginx/pid; error_log $T/nginx/error.log;
events { }
http {
	client_body_temp_path $T/nginx/1; proxy_temp_path $T/nginx/2;
	fastcgi_temp_path $T/nginx/3; uwsgi_temp_path $T/nginx/4; scgi_temp_path $T/nginx/5;
	log_format short '\$status \$request_uri'; access_log $T/access.log short;
	server {
		listen 127.0.0.1:$plain; root $W;
		location /moved/ { rewrite ^/moved/(.*) http://127.0.0.1:$plain/good/\$1 redirect; }
	}
	server {
		listen 127.0.0.1:$tls ssl; root $W;
		ssl_certificate $T/tls.crt; ssl_certificate_key $T/tls.key;
		location /down/ { rewrite ^/down/(.*) http://127.0.0.1:$plain/good/\$1 redirect; }
	}
}
END
nginx -e "$T/nginx/error.log" -p "$T/nginx" -c "$T/nginx.conf" &
began+=($!)
for _ in $(seq 50); do
	[ -s "$T/port" ] && (: <>"/dev/tcp/127.0.0.1/$plain") 2>/dev/null && break
	sleep 0.1
done
H=http://127.0.0.1:$plain
S=https://127.0.0.1:$tls
B=http://127.0.0.1:$(cat "$T/port")

# --- what takes its time goes on beside the rest ---
slow_wants=() slow_words=()
slowly() { # expected status, source, words
	local dir=$T/slow-${#slow_pids[@]}
	XDG_CACHE_HOME=$dir/cache "$AZLCTS" collect "$2" -o "$dir/out" \
		>"$dir.out" 2>"$dir.err" </dev/null &
	slow_pids+=($!) slow_wants+=("$1") slow_words+=("$3")
}
settle() {
	local i got
	for i in "${!slow_pids[@]}"; do
		got=0
		wait "${slow_pids[i]}" || got=$?
		is "${slow_words[i]:-it is tried again}" "$got" "${slow_wants[i]}"
		has "$T/slow-$i.err" "${slow_words[i]}"
		[ "$got" -eq 0 ] || claim 'no evidence' test ! -e "$T/slow-$i/out/evidence.db"
		CACHE=$T/slow-$i/cache/azlcts whole
	done
}
slowly 3 "$B/stall/good" 'nothing came for 1 seconds'
slowly 3 "$B/down/good" 'HTTP 503 (tried 4 times)'
slowly 3 "$B/always/good" '(tried '
slowly 0 "$B/busy/good" ''
slowly 0 "$B/later/good" ''

# --- what is good ---
collect 0 "$H/good" web
is 'kind of source' "$(ask web "SELECT value FROM meta WHERE key = 'source.kind'")" repository
is 'the part is complete' "$(ask web 'SELECT name, state FROM part')" 'repository|complete'
is 'packages' "$(fact web packages)" "$packages"
is 'a row a package' "$(ask web 'SELECT count(*) FROM available')" "$packages"
is 'revision' "$(fact web revision)" 7
is 'url' "$(fact web url)" "$H/good"
is 'base' "$(fact web base)" "$H/good"
is 'signature' "$(fact web signature)" none
is 'digest of repomd.xml' "$(fact web repomd_sha256)  -" "$(sha256sum <"$W/good/repodata/repomd.xml")"
is 'what was read' "$(ask web 'SELECT type FROM repodata WHERE used = 1 ORDER BY 1' | tr '\n' ' ')" 'filelists primary '
is 'every record is there' "$(ask web 'SELECT count(*) FROM repodata')" "$(grep -c '<data ' "$W/good/repodata/repomd.xml")"
whole
: >"$T/access.log"
collect 0 "$H/good" again
is 'the second time the server says it is the same' "$(cut -d' ' -f1,2 "$T/access.log" | grep -v asc)" \
	'304 /good/repodata/repomd.xml'
is 'the same evidence' "$(rows again)" "$(rows web)"
printf 'X' | dd of="$CACHE/data/sha256-$(sha256sum <"$W/good/repodata/$primary" | cut -d' ' -f1)" \
	bs=1 seek=9 conv=notrunc 2>/dev/null
: >"$T/access.log"
collect 0 "$H/good" again
is 'a damaged file of the cache is fetched anew' "$(grep -c "200 .*$primary" "$T/access.log")" 1
whole
cp "$W/other/repodata/repomd.xml" "$W/good/repodata/repomd.xml"
touch -d '+1 minute' "$W/good/repodata/repomd.xml"
collect 0 "$H/good" newer
is 'what is new is seen' "$(fact newer revision)" 8
cp "$pick/repodata/repomd.xml" "$W/good/repodata/repomd.xml"
collect 0 "$W/good" folder
collect 0 "file://$W/good" by-file
collect 0 "file:$W/good/repodata/repomd.xml" by-repomd --source repository
is 'a folder and its URL are one' "$(rows by-file)" "$(rows folder)"
is 'its URL' "$(fact by-file url)" "file://$W/good"
collect 0 "$H/moved" moved
collect 0 "$pick" both --source rpm
is 'and its packages can be read' "$(ask both "SELECT value FROM meta WHERE key = 'source.kind'")" rpm
collect 0 "$pick" both
is 'a folder with repodata is a repository' "$(ask both "SELECT value FROM meta WHERE key = 'source.kind'")" repository
for kind in xz zstd; do
	[ ! -d "$W/$kind" ] || collect 0 "$H/$kind" $kind
	[ ! -d "$W/$kind" ] || is "as $kind" "$(ask $kind 'SELECT count(*) FROM available')" "$packages"
done

# --- a cache that cannot be used, and one that others use ---
: >"$T/file"
XDG_CACHE_HOME=$T/file collect 0 "$H/good" uncached
has err 'cache    not used'
has "$T/uncached/run.json" cache_not_used
empty_cache
for i in 1 2 3 4; do
	"$AZLCTS" collect "$H/good" -o "$T/at-once-$i" >"$T/at-once-$i.out" 2>&1 &
	at_once[i]=$!
done
for i in 1 2 3 4; do claim 'four at once' wait "${at_once[i]}"; done
whole

# --- cut off, and gone on with ---
empty_cache
: >"$T/bad.log"
collect 0 "$B/cut/good" cut
size=$(stat -c %s "$W/good/repodata/$primary")
claim 'gone on with where it ended' grep -q "^cut good/repodata/$primary bytes=$((size / 2))- 206" "$T/bad.log"
whole
empty_cache
collect 0 "$B/norange/good" norange
claim 'from the start where ranges are not known' grep -q "^norange good/repodata/$primary bytes=1000- 200" "$T/bad.log"
empty_cache
mkdir -p "$CACHE/data"
sum=$(sha256sum <"$W/good/repodata/$primary" | cut -d' ' -f1)
head -c 500 "$W/good/repodata/$primary" >"$CACHE/data/sha256-$sum.partial"
: >"$T/bad.log"
collect 0 "$B/plain/good" resumed
claim 'the part of an earlier run is gone on with' grep -q "$primary bytes=500- 206" "$T/bad.log"
empty_cache
mkdir -p "$CACHE/data"
head -c 500 /dev/zero >"$CACHE/data/sha256-$sum.partial"
collect 0 "$B/plain/good" resumed
whole
rm "$CACHE/data/sha256-$sum"
head -c 900000 /dev/zero >"$CACHE/data/sha256-$sum.partial"
collect 0 "$B/plain/good" resumed
whole
empty_cache

# --- what goes on with other bytes is fetched from the start; so is what the cache has no file of ---
collect 0 "$B/mixed/good" mixed
whole
rm "$CACHE/data/sha256-$sum"
mkfifo "$CACHE/data/sha256-$sum"
collect 0 "$B/plain/good" resumed
whole

# --- what is wrong ---
empty_cache
refused 2 "$H/checksum" 'its checksum is not the one of repomd.xml'
refused 2 "$H/missing" 'not there (HTTP 404), and repomd.xml names it'
refused 2 "$W/missing" 'not there, and repomd.xml names it'
refused 2 "$H/size" 'more than 77 bytes, which is the size it is said to have'
refused 2 "$W/size" 'more than 77 bytes'
refused 2 "$B/longer/good" 'which is the size it is said to have'
refused 2 "$H/cut-gzip" primary
refused 2 "$H/lead-out" repomd.xml
refused 2 "$H/no-primary" 'names no file'
refused 2 "$H/sha1" 'a checksum of SHA-1 proves nothing'
refused 2 "$H/zck" 'it is needed as gzip, xz or zstd'
refused 2 "$H/nothing" 'no repository'
refused 2 "$H/html/page" 'no list of mirrors'
refused 2 ftp://127.0.0.1/ 'not ftp'
refused 2 "$W/nowhere" 'No such file'
refused 2 "file:relative" 'absolute path'
refused 2 "$H/good" 'only a repository' --source rpm
refused 3 "$B/loop/good" 'more than 8 redirects'
refused 3 "$B/toolate/good" 'to be tried again in 3600 seconds'
refused 3 "$B/denied/good" 'access is refused'
refused 2 "$B/endless/good" 'the most that is read'
refused 3 "$B/headers/good" 'headers without end'
refused 3 "http://127.0.0.1:$dead/good" "Couldn't connect"
refused 3 "http://nowhere.invalid/good" 'resolve host'
mkfifo "$W/nothing/pipe"
mkdir "$W/nothing/repodata"
ln -s ../pipe "$W/nothing/repodata/repomd.xml"
refused 2 "$W/nothing" 'no regular file'

# --- secrets of URLs ---
secret=http://someone:s3cret@127.0.0.1:$(cat "$T/port")/auth
collect 0 "$secret/good" secret
is 'it is not in the evidence' "$(fact secret url) $(fact secret base)" "$B/auth/good $B/auth/good"
for name in someone s3cret; do
	has_not "$T/secret/run.json" $name
	has_not "$T/secret/evidence.db" $name
	claim 'nor in the cache' test -z "$(grep -rl $name "$CACHE")"
	has_not err $name
done
refused 3 "http://someone:wr0ng@127.0.0.1:$(cat "$T/port")/auth/good" 'HTTP 401'
has_not err wr0ng
has_not "$T/refused/run.json" wr0ng
refused 2 "http://someone:wr0ng@127.0.0.1:$plain/nowhere" 'no repository'
has_not err wr0ng

# --- TLS and proxies ---
refused 3 "$S/good" "certificate is not trusted"
has err SSL_CERT_FILE
SSL_CERT_FILE=$T/tls.crt collect 0 "$S/good" tls
SSL_CERT_FILE=$T/tls.crt refused 3 "$S/down" 'from https to http'
SSL_CERT_FILE=$T/nowhere.crt refused 3 "$S/good" 'SSL_CERT_FILE'
http_proxy=$B collect 0 http://mirror.invalid/proxied/good proxy
claim 'the proxy was asked' grep -q '^proxied@mirror.invalid good/repodata/repomd.xml' "$T/bad.log"
http_proxy=http://127.0.0.1:$dead no_proxy=127.0.0.1 collect 0 "$H/good" no-proxy

# --- mirrors ---
list() { # file, URL...
	local file=$1
	shift
	printf '%s\n' '# a comment' "$@" >"$W/$file"
}
metalink() { # file, repomd.xml of the current one, of an alternate, URL...
	local file=$1 now=$2 before=$3
	shift 3
	/usr/bin/python3 "$HELP/metalink.py" "$now" "$before" "$@" >"$W/$file"
}
empty_cache
list list "http://127.0.0.1:$dead/good/" "$B/denied/good" "$H/missing" "$H/good" "$H/other"
collect 0 "$H/list" list
is 'the first that serves all' "$(ask list "SELECT value FROM volatile WHERE key = 'base'")" "$H/good"
is 'it is no part of what is compared' "$(fact list base)" ''
collect 0 "file://$W/list" by-list
collect 0 "$H/list?repo=x&arch=x86_64" query
list dead "http://127.0.0.1:$dead/good/" "http://127.0.0.1:$dead/other/"
refused 3 "$H/dead" 'none of 2 mirrors'
empty_cache
list bad "$H/missing/" "$H/sha1"
refused 2 "$H/bad" 'none of 2 mirrors'
good=$W/good/repodata/repomd.xml other=$W/other/repodata/repomd.xml
{
	for i in $(seq 40); do echo "$H/nowhere/$i/"; done
	echo "$H/good/"
} >"$W/many"
refused 2 "$H/many" 'none of the first 32 mirrors'
metalink meta "$good" "$other" "http://127.0.0.1:$dead/good/repodata/repomd.xml" "$H/good/repodata/repomd.xml"
collect 0 "$H/meta" meta
is 'over the metalink' "$(ask meta "SELECT value FROM volatile WHERE key = 'base'")" "$H/good/"
is 'the same packages' "$(ask meta 'SELECT nevra, checksum FROM available ORDER BY 1' | sha256sum)" \
	"$(ask web 'SELECT nevra, checksum FROM available ORDER BY 1' | sha256sum)"
metalink late "$other" "$good" "$H/good/repodata/repomd.xml"
collect 0 "$H/late" late
metalink strange "$other" "$other" "$H/good/repodata/repomd.xml"
refused 2 "$H/strange" 'none of those that the metalink names'
collect 0 "$H/good $H/other" urls
is 'several URLs are mirrors' "$(fact urls revision)" 7
metalink weak "$other" "$good" "$H/good/repodata/repomd.xml"
sed -i '/sha256\|sha512/d' "$W/weak"
refused 2 "$H/weak" 'no sha256 or sha512'

# --- signatures ---
export GNUPGHOME=$T/gnupg
mkdir -m 700 "$GNUPGHOME"
for who in right wrong; do
	gpg -q --batch --passphrase '' --quick-generate-key "$who@example.com" rsa2048 sign 1d 2>/dev/null
	gpg -q --armor --export "$who@example.com" >"$T/$who.asc"
done
for v in signed tampered; do variant $v; done
gpg -q --batch --armor --detach-sign -u right@example.com -o "$W/signed/repodata/repomd.xml.asc" \
	"$W/signed/repodata/repomd.xml"
cp "$W/signed/repodata/repomd.xml.asc" "$W/tampered/repodata/"
sed -i 's|<revision>7|<revision>9|' "$W/tampered/repodata/repomd.xml"
collect 0 "$H/signed" unchecked
is 'not looked at' "$(fact unchecked signature)" unchecked
collect 0 "$H/signed" signed --key "$T/right.asc"
is 'signed' "$(fact signed signature)" good
key=$(gpg --list-keys --with-colons right@example.com | awk -F: '/^pub/ { print tolower($5) }')
is 'by whom' "$(fact signed signer)" "$key"
refused 2 "$H/tampered" repomd.xml.asc --key "$T/right.asc"
refused 2 "$H/signed" repomd.xml.asc --key "$T/wrong.asc"
refused 2 "$H/good" 'not signed' --key "$T/right.asc"
refused 2 "$W/tampered" repomd.xml.asc --key "$T/right.asc"
has_not err .work

# A signature that fits is not enough: its key has to be one that could make it then.
gpg_key() { # name, when it was made, expiry [a subkey signs]
	local fpr
	gpg -q --batch --passphrase '' --faked-system-time "$2" --quick-generate-key "$1@example.com" rsa2048 \
		"${4:-sign}" "$3" 2>/dev/null
	fpr=$(fingerprint "$1")
	[ -z "${4:-}" ] || gpg -q --batch --passphrase '' --faked-system-time "$2" --quick-add-key "$fpr" rsa2048 sign 0 \
		2>/dev/null
}
fingerprint() { # name
	gpg --list-keys --with-colons "$1@example.com" 2>/dev/null | awk -F: '/^fpr/ { print $10; exit }'
}
sign() { # variant, name [options of gpg]
	local name=$1 who=$2
	shift 2
	variant "$name"
	gpg -q --batch --yes --armor "$@" --detach-sign -u "$who@example.com" -o "$W/$name/repodata/repomd.xml.asc" \
		"$W/$name/repodata/repomd.xml" 2>/dev/null
}
gpg_key expires 20200101T000000! 30d
gpg_key expires-sub 20200101T000000! 30d cert
gpg_key revoked 20200101T000000! 0
gpg_key revoked-sub 20200101T000000! 0 cert
for who in expires expires-sub; do
	gpg -q --armor --export "$who@example.com" >"$T/$who.asc"
	sign "in-time-$who" $who --faked-system-time 20200110T000000!
	gpg -q --batch --passphrase '' --quick-set-expire "$(fingerprint $who)" 0 2>/dev/null
	sign "late-$who" $who
	collect 0 "$W/in-time-$who" in-time --key "$T/$who.asc"
	refused 2 "$W/late-$who" 'after its key had expired' --key "$T/$who.asc"
done
for who in revoked revoked-sub; do
	sign $who $who
	gpg -q --armor --export "$who@example.com" >"$T/$who.asc"
	collect 0 "$W/$who" before --key "$T/$who.asc"
	sed 's/^://' "$GNUPGHOME/openpgp-revocs.d/$(fingerprint $who).rev" | gpg -q --batch --import 2>/dev/null
	gpg -q --armor --export "$who@example.com" >"$T/$who.asc"
	refused 2 "$W/$who" 'a key that is revoked' --key "$T/$who.asc"
done
sign sha1-signed right --digest-algo SHA1
refused 2 "$W/sha1-signed" 'collisions can be made' --key "$T/right.asc"
gpgconf --kill gpg-agent 2>/dev/null

# --- interrupted, and a full disk ---
empty_cache
mkdir "$T/stopped"
setsid "$AZLCTS" collect "$B/slow/good" -o "$T/stopped" >"$T/out" 2>"$T/err" </dev/null &
pid=$!
for _ in $(seq 50); do
	[ -s "$CACHE/data/sha256-$sum.partial" ] && break
	sleep 0.1
done
start=$(date +%s%N)
kill -INT $pid
wait $pid
is 'interrupted' $? 130
claim 'within a second' test $((($(date +%s%N) - start) / 1000000)) -lt 1000
claim 'no evidence' test ! -e "$T/stopped/evidence.db"
claim 'what came is kept apart' test -s "$CACHE/data/sha256-$sum.partial"
whole
collect 0 "$B/plain/good" after
claim 'and gone on with' grep -Eq "^plain good/repodata/$primary bytes=[0-9]+- 206" "$T/bad.log"
whole
empty_cache
variant large
head -c 3000000 /dev/urandom | base64 | sed 's/^/<!--/; s/$/-->/' |
	cat <(zcat "$W/large/repodata/$primary") - | gzip -1 >"$T/large.gz"
mv "$T/large.gz" "$W/large/repodata/$primary"
record large "$primary"
limited() { (ulimit -f 1024 && "$AZLCTS" "$@"); }
run 3 limited collect "$H/large" -o "$T/full"
has err 'File too large'
claim 'no evidence' test ! -e "$T/full/evidence.db"
whole
claim 'and no part' test -z "$(find "$CACHE" -name '*.partial')"
mkdir "$T/small"
if mount -t tmpfs -o size=1m tmpfs "$T/small" 2>/dev/null; then
	XDG_CACHE_HOME=$T/small run 3 "$AZLCTS" collect "$H/large" -o "$T/small/out"
	has err 'No space left'
	claim 'nothing is left' test -z "$(find "$T/small" -name '*.partial' -o -name evidence.db)"
	XDG_CACHE_HOME=$T/small collect 0 "$H/large" spared
	has err 'cache    not used'
fi
settle
finish
