/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_LIMITED_H
#define SOLVE_LIMITED_H
/*
 * solver_solve() that can be stopped.  Packages can be made so that it would take for ever (which
 * of ten fit into nine places?), and libsolv asks nobody.
 */
#include "base/cancel.h"
#include "solve/pool_libsolv.h"

/* How many problems there are, into *problems; or -ECANCELED: then `solver` can only be freed. */
int limited_solve(struct pool *p, Solver *solver, Queue *job, const struct cancel *cancel,
		  int *problems, struct error *err);

#endif
