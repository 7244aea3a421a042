/* SPDX-License-Identifier: MIT */
#include "judge/boot_entries.h"
#include "judge/sysctl_conf.h"

/*
 * What Linux 6.x starts with, where that is no matter of its configuration; the source file of each
 * is named.  Values per network name space are those of the first one.
 */
static const struct {
	const char *name;
	const char *value;
} defaults[] = {
	{ "fs.protected_hardlinks", "0" }, /* fs/namei.c */
	{ "fs.protected_symlinks", "0" },
	{ "fs.suid_dumpable", "0" },	       /* fs/exec.c */
	{ "kernel.kexec_load_disabled", "0" }, /* kernel/kexec_core.c */
	{ "kernel.kptr_restrict", "0" },       /* lib/vsprintf.c */
	/* net/ipv4/devinet.c: ipv4_devconf, ipv4_devconf_dflt */
	{ "net.ipv4.conf.all.accept_redirects", "1" },
	{ "net.ipv4.conf.all.accept_source_route", "0" },
	{ "net.ipv4.conf.all.forwarding", "0" },
	{ "net.ipv4.conf.all.log_martians", "0" },
	{ "net.ipv4.conf.all.rp_filter", "0" },
	{ "net.ipv4.conf.all.secure_redirects", "1" },
	{ "net.ipv4.conf.all.send_redirects", "1" },
	{ "net.ipv4.conf.default.accept_redirects", "1" },
	{ "net.ipv4.conf.default.accept_source_route", "1" },
	{ "net.ipv4.conf.default.forwarding", "0" },
	{ "net.ipv4.conf.default.log_martians", "0" },
	{ "net.ipv4.conf.default.rp_filter", "0" },
	{ "net.ipv4.conf.default.secure_redirects", "1" },
	{ "net.ipv4.conf.default.send_redirects", "1" },
	/* net/ipv4/icmp.c, tcp_ipv4.c */
	{ "net.ipv4.icmp_echo_ignore_broadcasts", "1" },
	{ "net.ipv4.icmp_ignore_bogus_error_responses", "1" },
	{ "net.ipv4.ip_forward", "0" },
	{ "net.ipv4.tcp_keepalive_time", "7200" },
	{ "net.ipv4.tcp_syncookies", "1" },
	/* net/ipv6/addrconf.c: ipv6_devconf, ipv6_devconf_dflt */
	{ "net.ipv6.conf.all.accept_ra", "1" },
	{ "net.ipv6.conf.all.accept_redirects", "1" },
	{ "net.ipv6.conf.all.accept_source_route", "0" },
	{ "net.ipv6.conf.all.disable_ipv6", "0" },
	{ "net.ipv6.conf.all.forwarding", "0" },
	{ "net.ipv6.conf.default.accept_ra", "1" },
	{ "net.ipv6.conf.default.accept_redirects", "1" },
	{ "net.ipv6.conf.default.accept_source_route", "0" },
	{ "net.ipv6.conf.default.disable_ipv6", "0" },
	{ "net.ipv6.conf.default.forwarding", "0" },
};

/* What an option of the kernel decides: known where the running kernel's configuration is. */
static const struct {
	const char *name;
	const char *option;
	const char *with;
	const char *without;
} by_option[] = {
	{ "kernel.dmesg_restrict", "CONFIG_SECURITY_DMESG_RESTRICT", "1", "0" },
	{ "kernel.randomize_va_space", "CONFIG_COMPAT_BRK", "1", "2" },
	{ "kernel.yama.ptrace_scope", "CONFIG_SECURITY_YAMA", "1", NULL },
	{ "kernel.unprivileged_bpf_disabled", "CONFIG_BPF_UNPRIV_DEFAULT_OFF", "2", "0" },
};

const char *sysctl_default(struct evidence *ev, const char *name)
{
	AUTO(buf) struct buf wanted = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	AUTO(buf) struct buf option = BUF_INIT(BUF_TEXT);

	sysctl_normalise(name, &wanted);
	for (size_t i = 0; i < ARRAY_SIZE(defaults); i++) {
		buf_clear(&path);
		sysctl_normalise(defaults[i].name, &path);
		if (streq(buf_str(&path), buf_str(&wanted)))
			return defaults[i].value;
	}
	for (size_t i = 0; i < ARRAY_SIZE(by_option); i++) {
		buf_clear(&path);
		sysctl_normalise(by_option[i].name, &path);
		if (streq(buf_str(&path), buf_str(&wanted)) &&
		    evidence_text(ev, &option, "SELECT value FROM kernel_config WHERE name = ?1",
				  by_option[i].option))
			return streq(buf_str(&option), "y") ? by_option[i].with
							    : by_option[i].without;
	}
	return NULL;
}

/* The last sysctl.NAME= of this entry, however it is spelt. */
static const char *word_of(const struct boot_entry *e, const char *path, struct arena *arena)
{
	static const char prefix[] = "sysctl.";
	AUTO(buf) struct buf name = BUF_INIT(BUF_TEXT);
	AUTO(buf) struct buf value = BUF_INIT(BUF_TEXT);
	const char *rest = e->options;
	const char *last = NULL;

	while (boot_word_next(&rest, &name, &value)) {
		AUTO(buf) struct buf plain = BUF_INIT(BUF_LINE);

		/* "sysctl/..." is taken as well (fs/proc/proc_sysctl.c, process_sysctl_arg) */
		if (!starts_with(buf_str(&name), prefix) && !starts_with(buf_str(&name), "sysctl/"))
			continue;
		sysctl_normalise(buf_str(&name) + strlen(prefix), &plain);
		if (streq(buf_str(&plain), path))
			last = arena_strdup(arena, buf_str(&value));
	}
	return last;
}

bool sysctl_of_command_line(struct evidence *ev, const char *name, struct arena *arena,
			    bool (*is_bad)(const void *arg, const char *value), const void *arg,
			    struct sysctl_setting *out, struct findings *findings)
{
	AUTO(buf) struct buf path = BUF_INIT(BUF_LINE);
	struct boot_entries entries;
	size_t have = 0;
	bool bad = false;

	*out = (struct sysctl_setting){ 0 };
	sysctl_normalise(name, &path);
	if (!boot_entries_read(ev, arena, &entries, findings))
		return false;
	for (size_t i = 0; i < entries.count; i++) {
		const struct boot_entry *e = &entries.items[i];
		const char *value =
			e->running || e->next ? NULL : word_of(e, buf_str(&path), arena);

		if (!value)
			continue;
		have++;
		if (out->found && (bad || !is_bad(arg, value)))
			continue;
		bad = is_bad(arg, value);
		*out = (struct sysctl_setting){ .found = true, .value = value, .place = e->place };
	}
	/* An entry without the word has the default: the answer that is right is not everybody's.
	 */
	if (!bad && have < boot_entries_bootable(&entries))
		out->found = false;
	return true;
}
