/* SPDX-License-Identifier: MIT */
#include "judge/ipv6.h"

#include "judge/boot_entries.h"
#include "judge/module_conf.h"

static bool any_row(struct evidence *ev, const char *sql)
{
	AUTO(cursor) struct cursor c = cursor_open(ev, sql, 0, NULL);

	return cursor_next(&c);
}

/* Is there a kernel whose list of modules says what it has? */
static bool any_kernel(struct evidence *ev)
{
	return any_row(ev, "SELECT 1 FROM file WHERE path GLOB '/usr/lib/modules/*/modules.*' OR "
			   "path GLOB '/lib/modules/*/modules.*' LIMIT 1");
}

/* Documentation/networking/ipv6.rst: ipv6.disable=1 leaves no net.ipv6; disable_ipv6 does. */
static bool kept_out(const struct boot_entry *e, struct arena *arena)
{
	const char *disable = boot_entry_word(e, "ipv6.disable", arena);

	return disable && streq(disable, "1");
}

static bool kept_out_of_all(const struct boot_entries *b, struct arena *arena)
{
	size_t bootable = boot_entries_bootable(b);

	for (size_t i = 0; i < b->count; i++) {
		const struct boot_entry *e = &b->items[i];

		if ((bootable ? !e->running && !e->next : e->next) && !kept_out(e, arena))
			return false;
	}
	return bootable || (b->count && b->items[0].next);
}

enum truth ipv6_is_on(struct evidence *ev, struct findings *findings)
{
	AUTO(arena) struct arena arena = { 0 };
	struct boot_entries entries;
	struct module_facts module;

	if (evidence_complete(ev) & EVIDENCE(KERNEL) && any_row(ev, "SELECT 1 FROM sysctl LIMIT 1"))
		return any_row(ev, "SELECT 1 FROM sysctl WHERE name GLOB 'net.ipv6.*' LIMIT 1")
			       ? TRUTH_YES
			       : TRUTH_NO;
	if (!boot_entries_read(ev, &arena, &entries, findings))
		return TRUTH_UNKNOWN;
	if (kept_out_of_all(&entries, &arena))
		return TRUTH_NO;
	if (!module_facts_read(ev, "ipv6", &arena, &module, findings))
		return TRUTH_UNKNOWN;
	/* Built in, as it is in Fedora's kernel, nothing but the command line keeps it out. */
	if (module.builtin || !module.listed)
		return TRUTH_YES;
	if (module.present)
		return module.install && module.blacklist ? TRUTH_NO : TRUTH_YES;
	/* A kernel that is not among the files, as one of a VM's host, may well have it. */
	return any_kernel(ev) ? TRUTH_NO : TRUTH_YES;
}
