/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_LOGIN_UMASK_H
#define JUDGE_LOGIN_UMASK_H
/*
 * The umask of a login shell of somebody who is not root: what pam_umask.so sets (its argument,
 * else UMASK of login.defs, else of /etc/default/login; with usergroups the group gets what the
 * owner has), else the manager's 0022; then every umask of /etc/profile and what it reads. Branches
 * whose condition is not known may go either way, so there may be several.
 */
#include "base/arena.h"
#include "model/evidence.h"
#include "model/findings.h"

enum { UMASKS = 01000 };

struct login_umask {
	bool possible[UMASKS];
	const char *set;     /* as the last one is written */
	const char *place;   /* of the last one; NULL: nothing sets any */
	const char *unknown; /* place of one that is known when it runs; NULL: all are known */
	const char *earlier; /* "place: umask 022" of those before, a line each; NULL: none */
};

/* False: `findings` says why it is not known. */
bool login_umask(struct evidence *ev, struct arena *arena, struct login_umask *out,
		 struct findings *findings);
/* All umasks that a file sets in any branch, but not what it reads. */
bool file_umask(struct evidence *ev, const char *path, struct arena *arena, struct login_umask *out,
		struct findings *findings);

#endif
