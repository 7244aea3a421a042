/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_REPRODUCE_H
#define SOLVE_REPRODUCE_H
/*
 * Can what is installed be had again from the repositories?  Each package is looked for, and the
 * whole list is installed into an empty root.
 */
#include "solve/install.h"

enum difference_kind {
	DIFFERENCE_MISSING, /* not in a repository; `other`: the newest there of that name */
	DIFFERENCE_NEWER,   /* there, and a newer one as well, which dnf would take: `other` */
	DIFFERENCE_EXTRA, /* not installed, but would come along; `why`: required or recommended */
	DIFFERENCE_PROBLEM, /* the list cannot be installed; `problem`: as in solution.problems */
};

struct difference {
	enum difference_kind kind;
	package_id package; /* PROBLEM: 0 */
	package_id other;   /* 0: none */
	enum step_why why;
	const char *problem; /* "": none; borrowed during the call */
};

/* Non-zero ends the search and is what the function returns. */
typedef int (*reproduce_found)(void *arg, const struct difference *difference);

/*
 * In the order of kinds, each in the order of nevras.  Public keys that the database holds as
 * packages (gpg-pubkey) are in no repository, and passed over.  Extras that another version of a
 * missing package is are not told again.  A package counts as the same by name, version and
 * architecture; where it was built is for others to say.
 */
int solution_reproduce(struct pool *p, const struct cancel *cancel, reproduce_found found,
		       void *arg, struct error *err);

#endif
