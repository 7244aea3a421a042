/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_CLAUSES_H
#define SOLVE_CLAUSES_H
/*
 * Which of many statements contradict one another?  A clause is a list of literals, numbers that
 * are not 0: "n is installed", or, negative, "n is not".  At least one of them must be true.
 *
 * The answer is a set from which nothing can be left out: the whole is tried without each of its
 * clauses in turn (deletion-based minimisation), by a small complete search (unit propagation,
 * decisions, and going back past decisions that no contradiction needs).
 */
#include "base/defs.h"

enum {
	CLAUSES_STEPS = 20000000, /* literals looked at, in all, for one answer */
};

struct clauses {
	int *literals;
	size_t used;
	size_t room;
	size_t *starts; /* clause i is literals[starts[i]] to literals[starts[i + 1] - 1] */
	size_t count;
	size_t starts_room;
	bool failed; /* memory ended */
};

#define CLAUSES_INIT \
	{            \
		0    \
	}

void clauses_release(struct clauses *c);
/* No literals: a clause that cannot be true. */
void clauses_add(struct clauses *c, const int *literals, size_t n);

enum core {
	CORE_SMALLEST, /* nothing in it can be left out */
	CORE_LARGER,   /* contradictory; the steps ended before it was known to be smallest */
	CORE_NONE,     /* all clauses can be true, or the steps ended: `keep` is all of them */
};

/*
 * `keep` has clauses->count entries, and says which belong to the contradiction.  What was added
 * earlier is rather left out.  Negative errno: no memory.
 */
int clauses_core(const struct clauses *c, bool *keep, long steps);

#endif
