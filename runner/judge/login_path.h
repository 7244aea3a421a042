/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_LOGIN_PATH_H
#define JUDGE_LOGIN_PATH_H
/*
 * The folders that root's PATH can have: ENV_SUPATH of login.defs, PATH of /etc/environment,
 * /etc/profile and what it reads, root's own profile, and secure_path of sudoers.  Branches whose
 * condition is not known count.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

struct path_entry {
	const char *text;  /* "$HOME/bin" is "/root/bin" already; "" is the current folder */
	const char *place; /* where it was added */
};

struct path_entries {
	struct path_entry *items;
	size_t count;
	size_t room;
};

/* False: `findings` says why it is not known. */
bool root_path(struct evidence *ev, struct arena *arena, struct path_entries *out,
	       struct findings *findings);

#endif
