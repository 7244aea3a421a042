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
	"/root/.bash_profile",
	"/root/.bash_login",
	"/root/.bashrc",
	"/root/.profile",
	"/etc/default/*",
	"/etc/sysconfig/*",
	"/etc/authselect/*",
	"/usr/share/authselect/*",
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
	"/usr/local/lib/sysctl.d/*",
	"/usr/local/lib/modprobe.d/*",
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
	"/etc/systemd/system/*.path",
	"/etc/systemd/system/*.mount",
	"/etc/systemd/system/*.target",
	"/usr/lib/systemd/system/*.service",
	"/usr/lib/systemd/system/*.socket",
	"/usr/lib/systemd/system/*.timer",
	"/usr/lib/systemd/system/*.path",
	"/usr/lib/systemd/system/*.mount",
	"/usr/lib/systemd/system/*.target",
	"/usr/lib/systemd/system/*.automount",
	"/etc/systemd/system/*.automount",
	"/usr/local/lib/systemd/*",
	"/etc/machine-id",
	"/etc/systemd/network/*",
	"/usr/lib/systemd/network/*",
	"/usr/lib/systemd/*.preset",
	"/etc/systemd/*.preset",
	"/usr/lib/tmpfiles.d/*",
	"/usr/local/lib/tmpfiles.d/*",
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
	"/etc/postfix/main.cf",
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

_Static_assert(ARRAY_SIZE(globs) <= 64 * ARRAY_SIZE(((struct text_choice *)0)->bits),
	       "a bit for each glob");

static bool refused(const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(never); i++)
		if (path_matches(never[i], path))
			return true;
	return redact_never_read(path);
}

bool text_is_wanted(const char *path)
{
	for (size_t i = 0; i < ARRAY_SIZE(globs); i++)
		if (path_matches(globs[i], path))
			return !refused(path);
	return false;
}

/* By what the glob says before its first wildcard, which may stand for folders, too. */
static bool can_match_below(const char *glob, const char *folder)
{
	size_t fixed = strcspn(glob, "*?[\\");
	size_t n = strlen(folder);

	if (fixed > n)
		return strncmp(glob, folder, n) == 0 && glob[n] == '/';
	return glob[fixed] && strncmp(glob, folder, fixed) == 0;
}

void text_choose(const struct text_choice *above, const char *folder, struct text_choice *out)
{
	*out = (struct text_choice){ 0 };
	if (above && !above->any)
		return;
	for (size_t i = 0; i < ARRAY_SIZE(globs); i++) {
		uint64_t bit = UINT64_C(1) << i % 64;

		if ((above && !(above->bits[i / 64] & bit)) || !can_match_below(globs[i], folder))
			continue;
		out->bits[i / 64] |= bit;
		out->any = true;
	}
}

bool text_is_chosen(const struct text_choice *choice, const char *path)
{
	for (size_t w = 0; w < ARRAY_SIZE(choice->bits); w++)
		for (uint64_t left = choice->bits[w]; left; left &= left - 1)
			if (path_matches(globs[64 * w + (size_t)__builtin_ctzll(left)], path))
				return !refused(path);
	return false;
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
