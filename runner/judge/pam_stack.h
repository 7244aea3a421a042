/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_PAM_STACK_H
#define JUDGE_PAM_STACK_H
/*
 * The stack of one PAM service and type as libpam builds it: /etc/pam.d/SERVICE, else
 * /usr/lib/pam.d/SERVICE; `include`, `substack` and `@include` put in where they stand; continued
 * lines, '-' before a type.  Source: pam.conf(5), libpam pam_handlers.c.
 *
 * A module that stands there is not always reached: [success=N] and its kin step over the next N
 * modules, and `sufficient`, `requisite` and the like may end the stack before.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

struct pam_line {
	const char *control;   /* "required", "[success=1 default=ignore]" */
	const char *module;    /* file name without folder: "pam_unix.so" */
	struct text_list args; /* as pam_get_item() would have them: brackets taken off */
	const char *place;     /* "/etc/pam.d/system-auth:4" */
	unsigned depth;	       /* of substacks */
	bool reached;	       /* some outcome of the modules before leads to it */
	bool always;	       /* every successful way through the stack leads over it */
};

struct pam_stack {
	struct pam_line *items;
	size_t count;
	bool present; /* there is such a service */
};

/* `type`: auth, account, password or session.  False: `findings` says why it is not known. */
bool pam_stack_read(struct evidence *ev, const char *service, const char *type, struct arena *arena,
		    struct pam_stack *out, struct findings *findings);
/* An argument NAME or NAME=VALUE of a line, the last one: its value, or ""; NULL: not there. */
const char *pam_line_arg(const struct pam_line *line, const char *name);

#endif
