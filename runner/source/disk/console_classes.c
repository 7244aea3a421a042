/* SPDX-License-Identifier: MIT */
/* What a console line means: a list of texts, in the words of those who print them. */
#include <ctype.h>

#include "source/disk/console.h"

enum where { AT_START, ANYWHERE };

struct pattern {
	const char *text;
	enum where where;
	enum console_class class;
};

/* The first that fits decides.  Said by: */
static const struct pattern patterns[] = {
	/* the kernel, panic() in kernel/panic.c; nothing comes after it */
	{ "Kernel panic - not syncing", AT_START, CONSOLE_PANIC },
	/* its last line: the first may stand behind what a program left of a line */
	{ "---[ end Kernel panic - not syncing", AT_START, CONSOLE_PANIC },
	/* PID 1, when it cannot go on (systemd, src/core/crash-handler.c) */
	{ "Freezing execution", AT_START, CONSOLE_PANIC },
	/* OVMF (BdsDxe), whose last resort is its own shell; SeaBIOS (src/boot.c) */
	{ "BdsDxe: No bootable option or device was found", AT_START, CONSOLE_NO_BOOT_LOADER },
	{ "UEFI Interactive Shell", AT_START, CONSOLE_NO_BOOT_LOADER },
	{ ">>Start PXE over IPv", AT_START, CONSOLE_NO_BOOT_LOADER },
	{ "No bootable device.", AT_START, CONSOLE_NO_BOOT_LOADER },
	/* GRUB, without a menu or without a kernel to start */
	{ "Entering rescue mode...", AT_START, CONSOLE_NO_BOOT_LOADER },
	{ "Minimal BASH-like line editing is supported", ANYWHERE, CONSOLE_NO_BOOT_LOADER },
	{ "Failed to boot both default and fallback entries.", ANYWHERE, CONSOLE_NO_BOOT_LOADER },
	{ "error: you need to load the kernel first", ANYWHERE, CONSOLE_NO_BOOT_LOADER },
	/* systemd's sulogin shell, dracut (emergency.service), initramfs-tools, arch's mkinitcpio
	 */
	{ "You are in emergency mode", AT_START, CONSOLE_EMERGENCY },
	{ "Entering emergency mode", AT_START, CONSOLE_EMERGENCY },
	{ "Reached target emergency.target", AT_START, CONSOLE_EMERGENCY },
	{ "Generating \"/run/initramfs/rdsosreport.txt\"", AT_START, CONSOLE_EMERGENCY },
	{ "Dropping to a shell!", ANYWHERE, CONSOLE_EMERGENCY },
	{ "You are now being dropped into an emergency shell", AT_START, CONSOLE_EMERGENCY },
	/* the kernel, kernel/rcu/tree_stall.h and kernel/watchdog.c */
	{ "rcu: INFO: rcu_", AT_START, CONSOLE_STALL },
	{ "watchdog: BUG: soft lockup", AT_START, CONSOLE_STALL },
	/* the kernel, oops_begin() and friends */
	{ "BUG: unable to handle ", AT_START, CONSOLE_OOPS },
	{ "BUG: kernel NULL pointer dereference", AT_START, CONSOLE_OOPS },
	{ "kernel BUG at ", AT_START, CONSOLE_OOPS },
	{ "Oops: ", AT_START, CONSOLE_OOPS },
	{ "general protection fault", AT_START, CONSOLE_OOPS },
	{ "divide error: ", AT_START, CONSOLE_OOPS },
	/* systemd */
	{ "Failed to start ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Failed to mount ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Failed to listen on ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Failed to activate swap ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Dependency failed for ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Timed out waiting for device ", AT_START, CONSOLE_UNIT_FAILED },
	{ "Reached target multi-user.target", AT_START, CONSOLE_LOGIN },
	{ "Reached target Multi-User System", AT_START, CONSOLE_LOGIN },
};

static const char *skip_spaces(const char *s)
{
	while (*s == ' ')
		s++;
	return s;
}

/* "[   12.345678] " and, with CONFIG_PRINTK_CALLER, "[   12.345678][    T1] ". */
static const char *skip_stamp(const char *s)
{
	const char *p = s;

	if (*p != '[')
		return s;
	p = skip_spaces(p + 1);
	if (!isdigit((unsigned char)*p))
		return s;
	while (isdigit((unsigned char)*p) || *p == '.')
		p++;
	if (*p != ']')
		return s;
	p++;
	if (*p == '[') {
		size_t n = strcspn(p, "]");

		p += n + (p[n] == ']');
	}
	return skip_spaces(p);
}

/* "[FAILED] ", "[DEPEND] ", "[  OK  ] ", "[ TIME ] ": systemd's status column. */
static const char *skip_status(const char *s)
{
	static const char *const words[] = { "FAILED", "DEPEND", "OK", "TIME", "!!!!!!" };
	const char *p;

	if (*s != '[')
		return s;
	p = skip_spaces(s + 1);
	for (size_t i = 0; i < ARRAY_SIZE(words); i++) {
		const char *q = p + strlen(words[i]);

		if (!starts_with(p, words[i]))
			continue;
		q = skip_spaces(q);
		return *q == ']' ? skip_spaces(q + 1) : s;
	}
	return s;
}

/* "systemd[1]: ", "!!!!!! ", "---[ ": who speaks, and decoration. */
static const char *skip_speaker(const char *s)
{
	if (starts_with(s, "systemd[1]: "))
		s += strlen("systemd[1]: ");
	while (*s == '!' || *s == ' ')
		s++;
	return s;
}

static const char *essence(const char *line)
{
	return skip_speaker(skip_status(skip_speaker(skip_stamp(skip_spaces(line)))));
}

enum console_class console_classify(const char *line, const char **text)
{
	const char *s = essence(line);

	if (text)
		*text = s;
	for (size_t i = 0; i < ARRAY_SIZE(patterns); i++) {
		const struct pattern *p = &patterns[i];

		if (p->where == AT_START ? starts_with(s, p->text) : strstr(s, p->text) != NULL)
			return p->class;
	}
	return CONSOLE_ORDINARY;
}

enum console_class console_classify_prompt(const char *partial)
{
	const char *s = skip_spaces(partial);

	if (streq(s, "Shell> ") || streq(s, "grub> ") || streq(s, "grub rescue> "))
		return CONSOLE_NO_BOOT_LOADER;
	if (streq(s, "(initramfs) ") || starts_with(s, "Give root password for maintenance") ||
	    starts_with(s, "Press Enter for maintenance"))
		return CONSOLE_EMERGENCY;
	return ends_with(s, " login: ") && !ends_with(s, "Last login: ") ? CONSOLE_LOGIN
									 : CONSOLE_ORDINARY;
}
