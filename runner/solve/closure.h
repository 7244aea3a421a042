/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_CLOSURE_H
#define SOLVE_CLOSURE_H
/*
 * Is a set of packages closed?  `of` and `from` are POOL_BIT()s: whose packages are asked about,
 * and who may provide.  A package may always provide for itself.
 *
 * Source packages are not asked about, nor those of a repository that are for another
 * architecture: nobody on this machine is offered them.
 */
#include "base/cancel.h"
#include "solve/pool.h"

/*
 * `what`: the dependency that nobody provides; or why the package cannot be installed, in lines as
 * solution.problems has them.  Valid until the function returns.
 */
struct closure_gap {
	package_id package;
	const char *kind; /* requires, recommends, supplements; closure_installable(): "" */
	const char *what;
};

/* Non-zero ends the search and is what the function returns. */
typedef int (*closure_found)(void *arg, const struct closure_gap *gap);

/*
 * Level 0: every Requires has a provider.  rpmlib(...) is met by rpm itself, as far as rpm 6.0 has
 * the feature.  Of a rich one:
 *
 *	A and B		both have one
 *	A or B		one of them has
 *	A with B	one package provides both; without: A and not B
 *	A if B		A has one, or B has none
 *	... else C	A and B have one, or C has
 *	A unless B	A has one; ... else C: or B and C have
 *
 * (dnf repoclosure is content with half of an "and", and discontent with an "if" whose condition
 * cannot come about.)
 */
int closure_requires(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		     closure_found found, void *arg, struct error *err);
/* Level 0 of Recommends and Supplements: what would quietly stay away. */
int closure_recommends(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		       closure_found found, void *arg, struct error *err);
/* Level 1: each package alone can be installed from an empty root. */
int closure_installable(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
			closure_found found, void *arg, struct error *err);

#endif
