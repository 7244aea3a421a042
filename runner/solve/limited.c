/* SPDX-License-Identifier: MIT */
#include "solve/limited.h"

#include <setjmp.h>

enum { CONFLICTS = 16 }; /* between two looks at the clock */

struct watched {
	jmp_buf out;
	const struct cancel *cancel;
	unsigned conflicts;
};

/*
 * libsolv's messages for people who debug it.  Time is spent on conflicts, and each is told of,
 * where libsolv is between two steps and everything that it holds is the solver's or the pool's.
 */
static void hear(Pool *pool UNUSED, void *data, int type UNUSED, const char *text)
{
	struct watched *w = data;
	struct error ignored = ERROR_INIT;

	if (!starts_with(text, "conflict with rule") || ++w->conflicts % CONFLICTS)
		return;
	if (cancel_check(w->cancel, &ignored) < 0)
		longjmp(w->out, 1);
}

int limited_solve(struct pool *p, Solver *solver, Queue *job, const struct cancel *cancel,
		  int *problems, struct error *err)
{
	static const struct cancel never = CANCEL_NEVER;
	struct watched w = { .cancel = cancel ? cancel : &never };

	pool_setdebugcallback(p->pool, hear, &w);
	pool_setdebugmask(p->pool, SOLV_DEBUG_ANALYZE);
	if (setjmp(w.out) == 0)
		*problems = solver_solve(solver, job);
	pool_setdebugmask(p->pool, 0);
	pool_setdebugcallback(p->pool, NULL, NULL);
	return cancel_check(w.cancel, err);
}
