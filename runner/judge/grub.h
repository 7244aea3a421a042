/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_GRUB_H
#define JUDGE_GRUB_H
/*
 * GRUB's configuration, as far as rules ask for it: its files, and the variables that entries of a
 * boot menu use.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

struct grub_variable {
	const char *name;
	const char *value;
	bool saved; /* from grubenv, which grub.cfg loads and therefore prefers */
};

struct grub_files {
	struct grub_variable *items;
	size_t count;
	size_t room;
};

/* The grub.cfg files that there are: of /boot, and of the EFI system partition. */
bool grub_cfg_paths(struct evidence *ev, struct arena *arena, struct text_list *out);
/* The variables.  False: `findings` says why they are not known. */
bool grub_files_read(struct evidence *ev, struct arena *arena, struct grub_files *out,
		     struct findings *findings);
/* NULL: there is none. */
const char *grub_variable(const struct grub_files *g, const char *name, size_t len);
/* $name and ${name} as GRUB puts them in; what is not set is empty. */
void grub_expand(const struct grub_files *g, const char *text, struct buf *out);
/* "set NAME=VALUE" or "NAME=VALUE", quotes removed; false: another line. */
bool grub_assignment(const char *line, struct buf *name, struct buf *value);

#endif
