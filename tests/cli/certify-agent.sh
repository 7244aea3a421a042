#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# certify --agent: known agents on an image: the catalogue that came along, and one of our own whose
# repository and needs are made for the test.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR"

# An RPM: name version folder ; more of the header on stdin.
package() {
	mkdir -p "$3" "$T/rpm"
	{
		printf 'Name: %s\nVersion: %s\nRelease: 1\nSummary: made for a test\nLicense: MIT\n' "$1" "$2"
		cat
		printf '\n%%description\nMade.\n%%files\n'
	} >"$T/$1.spec"
	rpmbuild -bb --quiet --target x86_64 --define "_topdir $T/rpm" --define "_rpmdir $3" --nodebuginfo \
		--define "_rpmfilename $1-$2.rpm" "$T/$1.spec" >"$T/rpmbuild" 2>&1 ||
		not_ok "rpmbuild $1" "$(tail -n 5 "$T/rpmbuild")"
}

root=$T/root
mkdir -p "$root"/{etc,opt,usr/bin,usr/lib/sysimage/rpm} "$T/suites/agents" "$T/suites/profiles"
printf 'NAME="Azure Linux"\nID=azurelinux\nVERSION_ID=4.0\n' >"$root/etc/os-release"
printf '#!/bin/sh\n' >"$root/usr/bin/tool"
cp "$root/usr/bin/tool" "$root/usr/bin/dnf5"
chmod 755 "$root"/usr/bin/*
ln -s dnf5 "$root/usr/bin/dnf"
package release 4.0 "$T/image" <<<'Provides: system-release(releasever) = 4.0'
package dnf5-plugins 5 "$T/image" <<<'Provides: dnf5-command(config-manager)'
claim "the image's rpm database" rpm --dbpath "$root/usr/lib/sysimage/rpm" --define '_db_backend sqlite' \
	-i --justdb --nodeps --noscripts "$T"/image/*.rpm
here=$T/repo/4.0/x86_64
package acme 1 "$here" <<<'Requires: release >= 4'
package broken 1 "$here" <<<'Requires: libold.so.1()(64bit)'
claim "a repository" createrepo_c --quiet "$here"

# The suite of one agent: name, repository, needs, commands, claim.
agent() {
	printf 'suite: %s\ntitle: The agent %s\nchecks:\n' "$1" "$1"
	local kind
	for kind in vendor-repository agent-needs dnf-commands claim; do
		shift
		printf '  - id: agent.%s.%s\n    version: 1\n    title: T\n    level: recommended\n    %s: %s\n    why: W\n    remedy: R\n    references: {source: S}\n' \
			"$name" "${kind##*-}" "$kind" "$1"
	done
}
put() { # name repository needs commands claim
	name=$1
	agent "$@" >"$T/suites/agents/$1.yaml"
}
said='source: "https://example.com/x", read: 2026-11-26'
# shellcheck disable=SC2016 # the dollars are dnf's
url='$releasever/$basearch/'
put good "{url: 'file://$T/repo/$url', packages: acme}" '{commands: [tool], paths: [/opt]}' \
	'{commands: ["dnf config-manager setopt x.enabled=1"]}' "{state: none, $said}"
put bad "{url: 'file://$T/repo/$url', packages: [broken, absent]}" '{commands: [no-such-tool]}' \
	'{commands: ["dnf config-manager --add-repo https://h/x.repo"]}' "{state: supported, on: Azure Linux 4, $said}"
put served "{url: 'https://h/$url', serves: ['8', '9'], packages: acme}" '{packages: [release]}' \
	'{commands: [dnf install -y acme]}' "{state: unsupported, on: Azure Linux 4, $said}"
put unsure "{url: 'https://h/$url', packages: acme}" '{commands: [tool], unknown: [which port it holds]}' \
	'{commands: [dnf install -y acme]}' "{state: supported, on: Azure Linux 4, $said}"
printf 'profile: agents\ntitle: T\nsuites: [agents/good, agents/bad]\nrequire: ["agent.*.[!c]*", "agent.*.c[!l]*"]\n' \
	>"$T/suites/profiles/agents.yaml"

# what comes with the program
run 0 "$AZLCTS" list agents
has out 'zabbix'
claim "each file is an agent, and in the profile" test \
	"$(grep -c '^  - agents/' "$TOP/suites/profiles/agents.yaml")" -eq "$(wc -l <"$T/out")"
run 2 "$AZLCTS" certify --agent zabbx --image "$root" -o "$T/o"
has err "did you mean zabbix?"
run 1 "$AZLCTS" certify --agent zabbix,hashicorp --image "$root" -o "$T/o"
has out 'agent.hashicorp.repository'
# shellcheck disable=SC2016
has "$T/o/results.json" '$releasever is 4.0 here'

# from here on it is ours
export AZLCTS_SUITES=$T/suites
run 0 "$AZLCTS" list agents
has out 'bad     The agent bad'
run 2 "$AZLCTS" certify
has err '--agent'
run 2 "$AZLCTS" certify --agent good
has err '--image'
run 2 "$AZLCTS" certify --agent good, --image "$root"
has err 'a name is empty'
run 2 "$AZLCTS" certify --agent good "$T/image" --image "$root"
has err 'without a PRODUCT'
run 2 "$AZLCTS" certify --agent good --image "$T/gone"
run 2 "$AZLCTS" certify --agent good --image "$here" -o "$T/packages"

run 0 "$AZLCTS" certify --agent good --image "$root" --repository "$here" -o "$T/good"
has out 'agent.good.claim'
for file in evidence.db results.json run.json report.html junit.xml summary.txt; do
	claim "$file is there" test -s "$T/good/$file"
done
claim "nothing else is" test "$(find "$T/good" -mindepth 1 | wc -l)" -eq 6
claim "nothing is left" test -z "$(ls -A "$TMPDIR")"
run 2 "$AZLCTS" certify --agent good --image "$root" -o "$T/good"
run 4 "$AZLCTS" certify --agent good --image "$root" -o "$T/good" --force
has out 'give --repository'

# evidence that lies there is not collected again
run 1 "$AZLCTS" certify --agent bad,good,bad --image "$T/good" --repository "$here" -o "$T/bad"
has out 'absent: no package of that name'
has out 'libold.so.1()(64bit)'
has out 'no-such-tool'
has out 'dnf5 does not take config-manager --add-repo'
has_not out 'agent.bad.claim'
claim "the image is judged as it lies there" test ! -e "$T/bad/evidence.db"
run 1 "$AZLCTS" certify --agent served --image "$T/good/evidence.db" -o "$T/served"
# shellcheck disable=SC2016
has out '$releasever is 4.0 here, and the vendor publishes 8, 9'
has out 'unsupported on Azure Linux 4'
run 4 "$AZLCTS" certify --agent unsure --image "$T/good" -o "$T/unsure"
has out 'which port it holds'

# the whole profile is the same judgement
run 1 "$AZLCTS" judge "$T/good" --profile agents --repository "$here"
has out 'agent.bad.commands'
has out 'Of 6 required checks, 3 fail'

# what is no need is refused with its place
while IFS='!' read -r needs words; do
	put wrong '{unknown: [x]}' "{$needs}" '{unknown: [x]}' "{state: unknown, $said}"
	run 2 "$AZLCTS" validate "$T/suites/agents/wrong.yaml"
	has err "wrong.yaml:"
	has err "$words"
done <<'W'
libraries: [../libx.so]!has to be a soname
commands: [bin/x]!a name, or an absolute path
commands: ["curl|wget"]!written with blanks
free-ports: ["tcp/80"]!as 'tcp 9100'
kernel-config: [BPF]!as CONFIG_A=y
paths: [opt]!an absolute path
unkown: [x]!unknown
W
put wrong '{unknown: [x]}' '{unknown: [x]}' '{unknown: [x]}' "{state: unknown, $said}"
run 0 "$AZLCTS" validate "$T/suites/agents/wrong.yaml"
sed -i 's/read: 2026-11-26/read: yesterday/' "$T/suites/agents/wrong.yaml"
run 2 "$AZLCTS" validate "$T/suites/agents/wrong.yaml"

# ten thousand needs are judged, and the documents stay small
seq -f 'tool%g' 10000 | paste -sd, >"$T/many"
put many '{unknown: [x]}' "{commands: [$(cat "$T/many")]}" '{unknown: [x]}' "{state: none, $said}"
run 1 timeout 60 "$AZLCTS" certify --agent many --image "$T/good" -o "$T/many-out"
has out 'tool1: in no folder of PATH'
claim "results are small" test "$(stat -c %s "$T/many-out/results.json")" -lt 300000
finish
