/* SPDX-License-Identifier: MIT */
#ifndef JUDGE_PAM_STACK_H
#define JUDGE_PAM_STACK_H
/*
 * The stack of one PAM service and type as libpam builds it: /etc/pam.d/SERVICE, else
 * /usr/lib/pam.d/SERVICE; `include`, `substack` and `@include` put in where they stand; continued
 * lines, '-' before a type.  Source: pam.conf(5), libpam pam_handlers.c and pam_dispatch.c.
 *
 * A module that stands there is not always reached: [success=N] and its kin step over the next N
 * modules, and `sufficient`, `requisite` and the like may end the stack before.  Three questions:
 *
 * - possible: some outcome of the modules before leads to it.
 * - reached: it is on the way that is taken when all goes well: each module before has succeeded,
 *   but one whose success would end the stack (`sufficient`, or a jump over pam_deny.so, which is
 *   how others write it), and pam_succeed_if.so that asks for the program.  But in type auth the
 *   stack has to be able to end well from there, too: what stands behind the store of a new
 *   password is no rule for it.
 * - always: no way through the stack ends well without it.
 */
#include "base/arena.h"
#include "base/str.h"
#include "model/evidence.h"
#include "model/findings.h"

enum { PAM_CODES = 32 }; /* return values of a module, _pam_types.h */

/* What a control makes of a return value; a positive number steps over so many modules. */
enum pam_action {
	PAM_ACTION_IGNORE = 0,
	PAM_ACTION_OK = -1,
	PAM_ACTION_DONE = -2,
	PAM_ACTION_BAD = -3,
	PAM_ACTION_DIE = -4,
	PAM_ACTION_RESET = -5,
};

struct pam_line {
	const char *control;   /* "required", "success=1 default=ignore" */
	const char *module;    /* file name without folder: "pam_unix.so"; "": can only fail */
	struct text_list args; /* as the module gets them: brackets taken off */
	const char *place;     /* "/etc/pam.d/system-auth:4" */
	unsigned depth;	       /* of substacks */
	bool substack;	       /* no module: what is deeper and follows counts as one */
	int actions[PAM_CODES];
	bool possible;
	bool reached;
	bool always;
	bool binds; /* its refusal (PAM_PERM_DENIED, PAM_AUTH_ERR ...) fails the stack */
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

/* Between pam_stack.c and its parts: what a control says; its ways (possible, reached ...). */
void pam_control(const char *text, int actions[PAM_CODES]);
/* False: no memory. */
bool pam_walk(struct pam_stack *stack, const char *type);

#endif
