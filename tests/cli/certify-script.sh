#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# certify --script: a vendor's script in a sandbox of an image's root, whatever it tries.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
R=$T/root
mkdir "$TMPDIR"

# A root with a shell, some tools, and programs that must never run for real.
mkdir -p "$R"/{etc,root,usr/{bin,lib,lib64,sbin}}
for d in bin sbin lib lib64; do ln -s "usr/$d" "$R/$d"; done
put() { # program: with the libraries it needs
	install -D "$1" "$R/usr/bin/${1##*/}"
	ldd "$1" 2>/dev/null | grep -o '/[^ ]*' | while read -r lib; do install -D "$(realpath "$lib")" "$R$lib"; done
}
for p in bash cat sleep uname dd tr head grep touch ls chmod yes; do put "$(command -v "$p")"; done
ln -s bash "$R/usr/bin/sh"
for p in curl wget systemctl rpm useradd modprobe; do
	printf '#!/bin/bash\necho really %s "$@"; touch /etc/really-%s\n' $p $p >"$R/usr/bin/$p"
	chmod 755 "$R/usr/bin/$p"
done
cat >"$R/usr/bin/dnf5" <<'DNF'
#!/bin/bash
[ "$1" != --version ] || { echo dnf5 version 5.2.17.0; exit 0; }
[ "$1 $2" != "config-manager --add-repo" ] || { echo 'Unknown argument "--add-repo"' >&2; exit 2; }
[ "$1" != config-manager ] || exit 1
touch /etc/really-dnf
DNF
chmod 755 "$R/usr/bin/dnf5"
ln -s dnf5 "$R/usr/bin/dnf"
ln -s dnf5 "$R/usr/bin/yum"
printf 'NAME="Azure Linux"\nPRETTY_NAME="Azure Linux 4.0"\nID=azurelinux\nID_LIKE=fedora\nVERSION_ID=4.0\n' >"$R/usr/lib/os-release"
ln -s ../usr/lib/os-release "$R/etc/os-release"
echo 'Azure Linux release 4.0' >"$R/etc/system-release"

script() { # name: the script on stdin
	{ echo '#!/bin/bash'; cat; } >"$T/$1"
}
certify() { # status script option...
	local want=$1 name=$2
	shift 2
	run "$want" "$AZLCTS" certify --script "$T/$name" --image "$R" --script-timeout 20 "$@"
}
of_schema() { # what was printed as JSON
	cp "$T/out" "$T/$1.json"
	[ "$schemas" = no ] || claim "$1: the document is of the schema" \
		"$TOP/tests/cli/schema.sh" results-schema/script.schema.json "$T/$1.json"
}
schemas=yes
/usr/bin/python3 -c 'import jsonschema' 2>/dev/null || schemas=no

script nothing <<'S'
:
S
"$AZLCTS" certify --script "$T/nothing" --image "$R" >"$T/out" 2>"$T/err"
if [ $? -eq 3 ] && grep -q 'make namespaces\|mount ' "$T/err"; then
	echo "# no namespaces here: $(cat "$T/err")"
	exit 77
fi
# It says that all is well, and nothing is proved: an old installer ends so where it has nothing for a system.
certify 4 nothing
has out 'it fetched, installed and wrote nothing'

# -- a list of IDs
script ids <<'S'
. /etc/os-release
[ -f /etc/redhat-release ] && echo old
case "$ID" in
fedora | rhel)
	dnf -y install agent ;;
*)
	echo "ERROR: Unsupported distribution '$ID'" >&2
	exit 1 ;;
esac
S
certify 1 ids
has out "ERROR: Unsupported distribution 'azurelinux'"
has out '/etc/redhat-release (not there)'
has out 'line     4  case '
has out 'with ID=fedora in os-release it goes through'
certify 1 ids --json
of_schema ids
claim "what it read, in order, with lines" /usr/bin/python3 - "$T/ids.json" <<'P'
import json, sys
d = json.load(open(sys.argv[1]))
seen = [(i["path"], i["line"], i["there"]) for i in d["identity"]]
assert seen[0] == ("/etc/os-release", 2, True), seen
assert ("/etc/redhat-release", 3, False) in seen, seen
assert d["verdict"] == "refused" and d["end"]["line"] == 9, d["end"]
assert [t["verdict"] for t in d["turns"]] == ["went-through"] * 2, d["turns"]
P
cp "$T/out" "$T/first"
certify 1 ids --json
claim "twice the same" cmp "$T/out" "$T/first"

# -- by another way in, to its end: recorders, answers, nothing is really done
script installs <<'S'
set -e
[ -f /etc/system-release ] && os=RedHat
curl -fsSL https://vendor.example/keys/agent.asc -o /etc/agent.asc
curl -s "https://vendor.example/setup.sh?x=1" | bash
rpm --import /etc/agent.asc
yum -y install vendor-agent
useradd agent
systemctl enable --now vendor-agent
for m in dnf dnf5 yum; do $m --version | grep -q 'dnf5 version 5'; done
rpm -q bash | grep -q really
echo "$os" "$1"
S
certify 0 installs --script-arg word
has out '/etc/system-release'
has out 'https://vendor.example/keys/agent.asc'
has out 'yum -y install vendor-agent'
has out 'systemctl enable --now vendor-agent'
has out 'RedHat word'
claim "nothing was done to the root" test -z "$(find "$R/etc" -name 'really*' -o -name 'agent*')"
certify 0 installs --json
of_schema installs
certify 4 installs --script-answer fail
has out '(not answered)'
mkdir "$T/answers"
echo key >"$T/answers/agent.asc"
echo 'cat /etc/agent.asc; echo from the vendor' >"$T/answers/setup.sh"
certify 0 installs --script-answer "$T/answers"
has out 'from the vendor'
run 2 "$AZLCTS" certify --script "$T/installs" --image "$R" --script-answer "$T/none"
one_line

script dnf4 <<'S'
dnf config-manager --add-repo https://vendor.example/x.repo || { echo "cannot add the repository"; exit 24; }
S
certify 4 dnf4
has out 'cannot add the repository'
script dnf5 <<'S'
dnf config-manager addrepo --from-repofile=https://vendor.example/x.repo
S
certify 0 dnf5

cat >"$R/usr/bin/tdnf" <<'DNF'
#!/bin/bash
exit 1
DNF
chmod 755 "$R/usr/bin/tdnf"
script asks <<'S'
tdnf -q list available vendor-agent || { echo "not in any repository"; exit 1; }
S
certify 4 asks
script hashes <<'S'
rpm -i -v -h vendor-agent.rpm
S
certify 0 hashes
has out 'rpm -i -v -h vendor-agent.rpm'
script goes-on <<'S'
cd /tmp && wget -c https://vendor.example/agent.rpm && [ -f agent.rpm ]
S
certify 0 goes-on
has out 'https://vendor.example/agent.rpm'
script own <<'S'
printf '#!/bin/bash\nexit 3\n' >/tmp/rpm; chmod 755 /tmp/rpm
/tmp/rpm -i vendor-agent.rpm || { echo "its own rpm failed"; exit 1; }
S
certify 1 own
has out 'its own rpm failed'

# -- other interpreters, and the kernel
for line in '#!/bin/bash -eu' '#!/bin/bash -' '#!/bin/sh --'; do
	printf '%s\ntouch /etc/new\necho lives\n' "$line" >"$T/dashes"
	certify 0 dashes
	has out lives
	has_not out 'lines are not known'
done
printf '#!/bin/sh -e\nuname -r >/dev/null\ntest -d /nowhere\n' >"$T/posix"
certify 1 posix
has out "this machine's, not the image's"
has out 'last at line 3: test -d /nowhere'
has out 'another ID (fedora, rhel) makes no difference'
printf '#!/usr/bin/python9\n' >"$T/strange"
certify 2 strange
has err 'the image has no /usr/bin/python9'

# -- what is hostile ends, and says how
script hang <<'S'
sleep 1000 & while :; do :; done
S
certify 4 hang --script-timeout 2
has out 'it ran longer than it may'
script bomb <<'S'
f() { f | f & }; f; sleep 1000
S
certify 4 bomb --script-timeout 3
has out 'more processes than it may have'
script fills <<'S'
i=0; while dd if=/dev/zero of=/etc/fill$i bs=1M count=100 2>/dev/null; do i=$((i + 1)); [ $i -lt 60 ] || exit 0; done
exit 5
S
certify 4 fills
has out 'it wrote more than it may'
script fills-well <<'S'
for i in 0 1 2 3 4 5 6 7 8 9 10 11; do dd if=/dev/zero of=/etc/fill$i bs=1M count=100; done 2>/dev/null
exit 0
S
certify 4 fills-well
has out 'it wrote more than it may'
script floods <<'S'
touch /etc/new
yes "+azlcts floods:1: true" >&198 &
yes "+azlcts floods:1: true" >&198 &
sleep 1000
S
certify 4 floods --script-timeout 2
has out 'it ran longer than it may'
script kills <<'S'
sleep 1000 & kill -9 -1; kill -9 1; echo alone; kill -9 $$
S
certify 4 kills
has out 'killed by signal 9'
script escapes <<'S'
echo 1 >/proc/sys/kernel/panic && exit 60
echo b >/proc/sysrq-trigger && exit 61
(exec 3<>/dev/tcp/127.0.0.1/22) && exit 62
touch /etc/new || exit 63
[ "$(ls /sys)" = "" ] || exit 64
grep -q 'CapEff:.*00000000000000' /proc/self/status || exit 65
printf '\033[2J\r evil'
S
certify 0 escapes
has_not out "$(printf '\033')"
claim "the root is as it was" test ! -e "$R/etc/new"
# what is the host's, and root's there as it is here
mode=$(stat -c %a /dev/full)
script owns <<'S'
touch /etc/new
chmod 640 /dev/full && exit 60
echo x >/dev/null || exit 61
grep -q key /run/azlcts/answers/agent.asc || exit 62
echo evil >>/run/azlcts/answers/agent.asc && exit 63
touch /run/azlcts/answers/new && exit 64
chmod 4755 /run/azlcts/answers/agent.asc && exit 65
exit 0
S
certify 0 owns --script-answer "$T/answers"
claim "devices are as they were" test "$(stat -c %a /dev/full)" = "$mode"
claim "answers are as they were" test "$(cat "$T/answers/agent.asc")$(ls "$T/answers")" = "key$(printf 'agent.asc\nsetup.sh')"
script memory <<'S'
x=$(head -c 1500000000 /dev/zero | tr '\0' x); echo ${#x}
S
certify 4 memory
claim "nothing is left running" test -z "$(pgrep -f "$T/" -a | grep -v "^$$ " | grep sleep)"

# -- an os-release that nobody could read to its end
mv "$R/usr/lib/os-release" "$T/os-release"
mkfifo "$R/usr/lib/os-release"
run 1 timeout -k 1 20 "$AZLCTS" certify --script "$T/posix" --image "$R"
rm "$R/usr/lib/os-release"
mv "$T/os-release" "$R/usr/lib/os-release"

# -- a link of the image leads nowhere but into it
rm -rf "$R/root"
ln -s "$T/tmp" "$R/root"
ln -s "$T/tmp" "$R/tmp"
certify 3 nothing
rm "$R/root" "$R/tmp"
mkdir "$R/root"
claim "nothing is left" test -z "$(ls -A "$TMPDIR")"

# -- usage
run 2 "$AZLCTS" certify --script "$T/none" --image "$R"
one_line
run 2 "$AZLCTS" certify --script "$T/ids"
has err '--image ROOT'
run 2 "$AZLCTS" certify --script "$T/ids" --image "$T/ids"
has err 'a script runs in a root directory'
run 2 "$AZLCTS" certify --script "$T/ids" --image "$R" product.rpm
one_line
finish
