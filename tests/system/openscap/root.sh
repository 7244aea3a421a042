#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Makes a root compliant by hand, in ways that programs accept and scanners often do not.
#
# usage: root.sh ROOT (a copy that may be changed)
set -euo pipefail
cd "$1"

# sysctl.d(5): seven forms, all of which set the key
ln -sf /dev/null etc/sysctl.d/70-azurelinux-hardening.conf
rm -f etc/sysctl.conf etc/sysctl.d/99-*.conf
cat >etc/sysctl.d/60-forms.conf <<'F'
# a glob, for every interface
net.ipv4.conf.*.accept_redirects = 0
# a glob with a key that is left out
net.ipv4.conf.*.send_redirects = 0
-net.ipv4.conf.lo.send_redirects
# failure is ignored
-net.ipv4.tcp_syncookies = 1
# slashes for dots
kernel/randomize_va_space = 2
# no blanks
net.ipv4.icmp_echo_ignore_broadcasts=1
# the key itself beats a glob, wherever they stand
net.ipv4.conf.all.log_martians = 1
net.ipv4.conf.default.log_martians = 1
net.ipv4.conf.*.log_martians = 0
F
# a later name wins
echo 'kernel.yama.ptrace_scope = 0' >etc/sysctl.d/10-early.conf
echo 'kernel.yama.ptrace_scope = 1' >usr/lib/sysctl.d/20-late.conf

# mounts: some in fstab(5), one as a unit
rm -f etc/systemd/system/tmp.mount
cat >>etc/fstab <<'F'
tmpfs /dev/shm tmpfs nodev,nosuid,noexec 0 0
LABEL=home /home ext4 nodev,nosuid 0 2
LABEL=var /var ext4 nodev,nosuid 0 2
LABEL=vartmp /var/tmp ext4 nodev,nosuid,noexec 0 2
LABEL=log /var/log ext4 nodev,nosuid,noexec 0 2
LABEL=audit /var/log/audit ext4 nodev,nosuid,noexec 0 2
F
sed -i '/[[:space:]]\/tmp[[:space:]]/d' etc/fstab
cat >etc/systemd/system/tmp.mount <<'F'
[Mount]
What=tmpfs
Where=/tmp
Type=tmpfs
Options=mode=1777,nodev,nosuid,noexec
F
mkdir -p etc/systemd/system/local-fs.target.wants etc/systemd/system/multi-user.target.wants
ln -sf ../tmp.mount etc/systemd/system/local-fs.target.wants/tmp.mount

# services, enabled by links
for unit in auditd crond firewalld; do
	printf '[Unit]\nDescription=%s\n[Service]\nExecStart=/usr/bin/true\n[Install]\nWantedBy=multi-user.target\n' \
		"$unit" >"usr/lib/systemd/system/$unit.service"
	rm -f "etc/systemd/system/$unit.service"
	ln -sf "/usr/lib/systemd/system/$unit.service" "etc/systemd/system/multi-user.target.wants/$unit.service"
done

# no server of SSH
rm -rf usr/sbin/sshd etc/ssh/sshd_config etc/ssh/sshd_config.d
