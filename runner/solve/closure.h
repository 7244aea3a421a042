/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_CLOSURE_H
#define SOLVE_CLOSURE_H
/*
 * Is a set of packages closed?  `of` and `from` are POOL_BIT()s: whose packages are asked about, and
 * who may provide.
 */
#include "base/cancel.h"
#include "solve/pool.h"

/*
 * `what`: the dependency that nobody provides; or why the package cannot be installed, in lines as
 * solution.problems has them.
 */
struct closure_gap {
	package_id package;
	const char *what;
};

/* Non-zero ends the search and is what the function returns. */
typedef int (*closure_found)(void *arg, const struct closure_gap *gap);

/* Level 0: every Requires has a provider.  rpmlib(...) is met by rpm itself. */
int closure_requires(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		     closure_found found, void *arg, struct error *err);
/* Level 0 of Recommends and Supplements: what would quietly stay away. */
int closure_recommends(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		       closure_found found, void *arg, struct error *err);
/* Level 1: each package alone can be installed from an empty root. */
int closure_installable(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
			closure_found found, void *arg, struct error *err);

#endif
