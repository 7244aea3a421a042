/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_MODULE_CONF_H
#define JUDGE_MODULE_CONF_H
/*
 * What keeps a kernel module out, and whether there is one to keep out:
 *
 * - modprobe.d(5): "install" by a program that does nothing stops modprobe, "blacklist" stops
 *   loading by alias alone; softdep and options do not matter; '-' and '_' are equal;
 * - modprobe.blacklist= on the command line is a blacklist (modprobe(8)); module_blacklist= is the
 *   kernel's own and stops both (kernel/module/main.c, blacklisted());
 * - what is built in cannot be kept out, and what no installed kernel has need not be.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

struct module_facts {
	bool listed;	     /* it is known which modules every installed kernel has */
	bool present;	     /* one of them has it, as a file */
	const char *builtin; /* a kernel that has it built in; NULL: none */
	bool install;
	bool blacklist;
	const char *place;  /* "file:line" of what blocks, the two with "; "; NULL: nothing */
	const char *losers; /* as struct setting_fact has it */
};

/* False: `findings` says why it is not known.  Texts are in the arena. */
bool module_facts_read(struct evidence *ev, const char *name, struct arena *arena,
		       struct module_facts *out, struct findings *findings);
/* The kernel's spelling of a module's name: underscores. */
void module_underscores(const char *name, struct buf *out);

#endif
