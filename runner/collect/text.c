/* SPDX-License-Identifier: MIT */
#include "collect/text.h"

#include "collect/paths.h"

static const char *const globs[] = {
	/* identity */
	"/etc/*-release",
	"/etc/system-release-cpe",
	"/usr/lib/os-release",
	"/usr/lib/*-release",
	"/usr/lib/extension-release.d/*",
	"/etc/issue*",
	"/usr/lib/issue*",
	"/etc/motd*",
	"/usr/lib/motd*",
	"/etc/hostname",
	"/usr/lib/wsl-distribution.conf",
	/* everything that calls itself configuration */
	"/etc/*.conf",
	"/etc/*.cfg",
	"/etc/*.cnf",
	"/etc/*.config",
	"/etc/*.ini",
	"/etc/*.repo",
	"/etc/*.rules",
	"/etc/*.toml",
	"/etc/*.nft",
	"/etc/*.yaml",
	"/etc/*.yml",
	/* log-in and privileges */
	"/etc/login.defs",
	"/etc/pam.d/*",
	"/usr/lib/pam.d/*",
	"/etc/security/*",
	"/etc/sudoers",
	"/etc/sudoers.d/*",
	"/etc/shells",
	"/etc/securetty",
	"/etc/nologin",
	"/etc/profile",
	"/etc/profile.d/*",
	"/etc/bashrc",
	"/etc/bash.bashrc",
	"/etc/csh.*",
	"/etc/environment*",
	"/etc/skel/*",
	"/etc/default/*",
	"/etc/sysconfig/*",
	"/etc/authselect/*",
	"/etc/polkit-1/*",
	/* ssh */
	"/etc/ssh/sshd_config",
	"/etc/ssh/sshd_config.d/*",
	"/etc/ssh/ssh_config",
	"/etc/ssh/ssh_config.d/*",
	"/usr/share/*/sshd_config*",
	"/usr/lib/ssh/*config*",
	/* the kernel's settings */
	"/usr/lib/sysctl.d/*",
	"/usr/lib/modprobe.d/*",
	"/usr/lib/modules-load.d/*",
	"/usr/lib/dracut/*.conf",
	"/usr/lib/udev/rules.d/*",
	"/etc/kernel/*",
	"/usr/lib/kernel/cmdline*",
	"/usr/lib/kernel/*.conf",
	"/etc/selinux/config",
	"/etc/fstab",
	"/etc/crypttab",
	/* the manager */
	"/etc/systemd/*.conf",
	"/usr/lib/systemd/*.conf",
	"/etc/systemd/system/*.service",
	"/etc/systemd/system/*.socket",
	"/etc/systemd/system/*.timer",
	"/etc/systemd/system/*.mount",
	"/etc/systemd/system/*.target",
	"/usr/lib/systemd/system/*.service",
	"/usr/lib/systemd/system/*.socket",
	"/usr/lib/systemd/system/*.timer",
	"/usr/lib/systemd/system/*.mount",
	"/usr/lib/systemd/system/*.target",
	"/etc/systemd/network/*",
	"/usr/lib/systemd/network/*",
	"/usr/lib/systemd/*.preset",
	"/etc/systemd/*.preset",
	"/usr/lib/tmpfiles.d/*",
	"/usr/lib/sysusers.d/*",
	"/usr/lib/environment.d/*",
	"/usr/lib/binfmt.d/*",
	/* packages and repositories */
	"/etc/yum.repos.d/*",
	"/etc/distro.repos.d/*",
	"/etc/yum/vars/*",
	"/etc/dnf/*",
	"/usr/share/dnf5/*.conf",
	"/usr/share/dnf5/libdnf.conf.d/*",
	"/usr/share/dnf5/repos.d/*",
	"/usr/share/dnf5/repos.override.d/*",
	"/usr/share/dnf5/vars/*",
	"/usr/share/dnf5/vars.d/*",
	"/etc/rpm/*",
	"/usr/lib/rpm/macros.d/*",
	"/usr/lib/rpm/macros",
	"/usr/lib/rpm/rpmrc",
	"/etc/pki/rpm-gpg/*",
	/* names, network, time, firewall */
	"/etc/hosts",
	"/etc/hosts.allow",
	"/etc/hosts.deny",
	"/etc/networks",
	"/etc/services",
	"/etc/protocols",
	"/usr/lib/nsswitch.conf",
	"/etc/nftables/*",
	"/etc/firewalld/*",
	"/usr/lib/firewalld/zones/*",
	"/etc/NetworkManager/conf.d/*",
	"/usr/lib/NetworkManager/*.conf",
	"/etc/chrony*",
	/* cryptography */
	"/etc/crypto-policies/*",
	"/usr/share/crypto-policies/*.txt",
	"/usr/share/crypto-policies/*.pol",
	"/usr/share/crypto-policies/*.pmod",
	"/usr/share/crypto-policies/*.config",
	"/etc/pki/tls/*.cnf",
	"/etc/pki/tls/openssl.d/*",
	"/etc/ssl/*.cnf",
	"/usr/lib/ssl/*.cnf",
	"/etc/system-fips",
	/* the loader */
	"/etc/ld.so.preload",
	"/usr/lib*/ld.so.conf.d/*",
	/* auditing, logs, jobs */
	"/etc/audit/*",
	"/usr/share/audit*/*.rules",
	"/etc/logrotate.d/*",
	"/etc/crontab",
	"/etc/anacrontab",
	"/etc/cron*",
	"/etc/at.*",
	/* boot */
	"/boot/*grub.cfg",
	"/boot/*user.cfg",
	"/boot/*loader.conf",
	"/boot/*loader/entries/*.conf",
	"/efi/*loader/entries/*.conf",
	"/efi/*loader.conf",
	"/etc/grub.d/*",
	/* agents */
	"/etc/cloud/*",
	"/usr/lib/cloud/*.cfg",
	"/usr/share/containers/*.conf",
	"/etc/containers/*",
};

/* A matching name that holds no configuration, or what stands elsewhere as well. */
static const char *const never[] = {
	"*.wants/*",
	"*.requires/*",
	"*.upholds/*",
	"/etc/udev/hwdb.bin",
	"/etc/ssh/ssh_host_*",
	"/etc/selinux/*/*",
	"/etc/NetworkManager/system-connections/*",
	"/etc/pki/ca-trust/extracted/*",
};

bool text_is_wanted(const char *path)
{
	bool wanted = false;

	for (size_t i = 0; i < ARRAY_SIZE(globs) && !wanted; i++)
		wanted = path_matches(globs[i], path);
	for (size_t i = 0; i < ARRAY_SIZE(never) && wanted; i++)
		wanted = !path_matches(never[i], path);
	return wanted && !redact_never_read(path);
}

int text_put(const struct sink *sink, const char *path, const char *data, size_t len, bool whole,
	     struct error *err)
{
	AUTO(buf) struct buf clean = BUF_INIT(2 * TEXT_MAX);
	struct row row = row_of(TABLE_text);

	if (memchr(data, '\0', len))
		return 0;
	redact_text(path, data, len, &clean);
	if (clean.failed)
		return error_memory(err);
	row_text(&row, path);
	row_textn(&row, buf_str(&clean), clean.len);
	row_int(&row, !whole);
	return sink_put(sink, &row, err);
}
