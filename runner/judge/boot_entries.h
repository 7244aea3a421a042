/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_BOOT_ENTRIES_H
#define JUDGE_BOOT_ENTRIES_H
/*
 * The kernel command lines that this image can be booted with: BLS entries (/boot/loader/entries,
 * /efi, /boot/efi), `linux` lines of grub.cfg, UKIs (table uki), with the variables of grubenv and
 * of grub.cfg put in; /etc/kernel/cmdline, which makes the entry of the next kernel; and the
 * running one (kernel.cmdline), where there is one.
 *
 * Words are taken as the kernel takes them: quotes hold blanks together, '-' and '_' of a name are
 * equal, the last of several wins (kernel/params.c, parse_args); what follows "--" is init's.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

struct boot_entry {
	const char *place;   /* "file:line", path of a UKI, or "running" */
	const char *options; /* the whole command line */
	bool running;
	bool next; /* /etc/kernel/cmdline: not an entry yet */
};

struct boot_entries {
	struct boot_entry *items;
	size_t count;
};

/* False: `findings` says why they are not known.  None at all is no fault here. */
bool boot_entries_read(struct evidence *ev, struct arena *arena, struct boot_entries *out,
		       struct findings *findings);
/*
 * The value of the last word NAME or NAME=VALUE; "" for one without a value; NULL: not there, or no
 * memory.  In the arena.
 */
const char *boot_entry_word(const struct boot_entry *e, const char *name, struct arena *arena);
/*
 * The next word of *rest (at first, the options), for words of which all count; the name with
 * underscores.  False: no more.
 */
bool boot_word_next(const char **rest, struct buf *name, struct buf *value);
/* Entries that can be booted: neither running nor the next kernel's. */
size_t boot_entries_bootable(const struct boot_entries *b);

#endif
