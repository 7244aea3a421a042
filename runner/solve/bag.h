/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_BAG_H
#define SOLVE_BAG_H
/*
 * A bag: packages that can all be installed together.  For each, whatever it requires is in the
 * bag, and none contradicts another; so the bag is the proof that each of them can be installed.
 *
 * Bags are filled by taking the first provider that fits, with no way back.  A package that cannot
 * be added may be installable all the same: only a solver can say that it is not.  What is in doubt
 * (packages of one name and two versions, "unless") is taken for a contradiction.
 */
#include "solve/pool_libsolv.h"

/* Who contradicts whom, for all packages that are considered; shared by bags. */
struct contradictions {
	struct pool *p;
	Queue pairs;   /* package, who contradicts it; sorted */
	Queue first;   /* of each package, its first pair */
	unsigned from; /* POOL_BITs that may provide */
	bool too_many; /* no bag can be filled */
};

struct bag {
	const struct contradictions *all;
	Map in;
	Queue members;
	package_id asked; /* that one may be added whoever it is of */
};

void contradictions_init(struct contradictions *c, struct pool *p, unsigned from);
void contradictions_release(struct contradictions *c);

void bag_init(struct bag *b, const struct contradictions *all);
void bag_release(struct bag *b);
void bag_clear(struct bag *b);
/* Adds the package and whatever it takes; false: nothing has changed. */
bool bag_add(struct bag *b, package_id id);

#endif
