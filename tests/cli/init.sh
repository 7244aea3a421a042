#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# init product: a first manifest of an RPM's own facts, which is read as it is.
# shellcheck source=tests/lib.sh
. "$(dirname "$0")/../lib.sh"

export TMPDIR=$T/tmp
mkdir "$TMPDIR" "$T/root"
R=$T/root
mkdir -p "$R/usr/bin" "$R/usr/lib/systemd/system" "$R/usr/lib/sysusers.d" "$R/usr/lib/sysctl.d" \
	"$R/usr/lib/modules-load.d" "$R/usr/lib/tmpfiles.d" "$R/etc/Agent-x" "$R/var/lib/agent" "$R/etc/cron.d"
echo '#!/bin/sh' >"$R/usr/bin/agent"
printf '[Unit]\nDescription=x\n[Service]\nExecStart=/usr/bin/agent\n[Install]\nWantedBy=multi-user.target\n' \
	>"$R/usr/lib/systemd/system/agent.service"
printf '[Service]\nType=oneshot\nExecStart=/usr/bin/agent\n[Install]\nWantedBy=multi-user.target\n' \
	>"$R/usr/lib/systemd/system/agent-once.service"
printf '[Service]\nExecStart=/usr/bin/agent\n[Install]\nWantedBy=multi-user.target\n' \
	>"$R/usr/lib/systemd/system/agent@.service"
printf '[Timer]\nOnCalendar=daily\n[Install]\nWantedBy=timers.target\n' >"$R/usr/lib/systemd/system/agent.timer"
printf 'u agent - "An agent"\ng agents -\n' >"$R/usr/lib/sysusers.d/agent.conf"
printf '# x\n-net.core.somaxconn = 1024\nvm/swappiness=1\n' >"$R/usr/lib/sysctl.d/90-agent.conf"
printf 'nf-x\n' >"$R/usr/lib/modules-load.d/agent.conf"
printf 'd /var/cache/agent 0755 root root -\ne /var/cache/* - - - 9d\n' >"$R/usr/lib/tmpfiles.d/agent.conf"
echo '* * * * * root true' >"$R/etc/cron.d/agent"
echo x >"$R/etc/Agent-x/agent.conf"
cat >"$T/agent.spec" <<SPEC
Name: Agent_X
Version: 1
Release: 1
Summary: made for a test
License: MIT
BuildArch: noarch
%description
Made.
%install
cp -a $R/. %{buildroot}/
%pre
getent passwd legacy >/dev/null || useradd -r -s /sbin/nologin -d /var/lib/agent legacy >/dev/null 2>&1
groupadd -r \$GROUP
%post
firewall-cmd --add-port=9/tcp
%files
%attr(4755,root,root) /usr/bin/agent
/usr/lib/systemd/system/*
/usr/lib/sysusers.d/agent.conf
/usr/lib/sysctl.d/90-agent.conf
/usr/lib/modules-load.d/agent.conf
/usr/lib/tmpfiles.d/agent.conf
/etc/cron.d/agent
/etc/Agent-x
%dir /var/lib/agent
%dir /var/lib
%dir /etc/cron.d
SPEC
claim "a package" rpmbuild -bb --quiet --define "_topdir $T/rpm" --define "_rpmdir $T/rpms" \
	--define '__os_install_post %{nil}' "$T/agent.spec"
rpm=$(echo "$T"/rpms/noarch/*.rpm)

run 0 "$AZLCTS" init product "$rpm" -o "$T/agent.yaml"
run 0 "$AZLCTS" validate "$T/agent.yaml"
has out 'manifest of agent-x'
claim "it is of its schema" sh -c "/usr/bin/python3 -c 'import yaml, json, sys; json.dump(yaml.safe_load(open(sys.argv[1])), open(sys.argv[2], \"w\"))' '$T/agent.yaml' '$T/agent.json' &&
	'$TOP/tests/cli/schema.sh' '$TOP/results-schema/manifest.schema.json' '$T/agent.json'"
of() { # words python wanted
	is "$1" "$(json "$T/agent.json" "$2")" "$3"
}
of "packages" "d['packages']" "['Agent_X']"
of "units that stay active" "sorted(d['units'])" "['agent.service', 'agent.timer']"
of "all units" "sorted(d['declares']['unit'])" \
	"['agent-once.service', 'agent.service', 'agent.timer', 'agent@.service']"
of "scheduled" "sorted(d['declares']['scheduled'])" "['/etc/cron.d/agent', 'agent.timer']"
of "users" "sorted(d['declares']['user'])" "['agent', 'legacy']"
of "groups" "'agents' in d['declares']['group']" True
of "set-id" "d['declares']['set-id']" "['/usr/bin/agent']"
of "sysctl" "sorted(d['declares']['sysctl'])" "['net.core.somaxconn', 'vm.swappiness']"
of "modules" "d['declares']['module']" "['nf_x']"
of "files" "[f for f in ('/var/lib/agent/*', '/etc/Agent-x/*', '/var/cache/agent/*') if f not in d['declares']['file']]" "[]"
of "folders of all" "[f for f in d['declares']['file'] if f in ('/var/lib/*', '/etc/cron.d/*', '/var/cache/*')]" "[]"
of "a scriptlet that was not understood" "any('adds a group' in u for u in d['unknown'])" True
of "a scriptlet that changes the firewall" "any('firewall' in u for u in d['unknown'])" True
of "what is not known" "len([u for u in d['unknown'] if u.startswith(('ports', 'health'))])" 2
has "$T/agent.yaml" '# health:'

run 0 "$AZLCTS" init product "$rpm"
claim "on standard output the same" cmp "$T/out" "$T/agent.yaml"
run 0 "$AZLCTS" init product "$T/rpms" -o "$T/again.yaml"
claim "of a folder the same" cmp "$T/again.yaml" "$T/agent.yaml"

run 2 "$AZLCTS" init product "$rpm" -o "$T/agent.yaml"
has err 'is there already; give another -o or --force'
one_line
run 0 "$AZLCTS" init product "$rpm" -o "$T/agent.yaml" --force
run 2 "$AZLCTS" init product
has err 'of which packages?'
run 2 "$AZLCTS" init produkt "$rpm"
has err 'did you mean product?'
run 2 "$AZLCTS" init product "$T/none.rpm"
has err 'No such file or directory'
run 2 "$AZLCTS" init product /etc/hostname
claim "nothing is left below TMPDIR" test -z "$(ls -A "$TMPDIR")"
finish
