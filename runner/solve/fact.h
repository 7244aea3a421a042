/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_FACT_H
#define SOLVE_FACT_H
/* One rule of libsolv's, as a sentence. */
#include <solv/solver.h>

#include "solve/pool_libsolv.h"

/*
 * Adds the sentence, or nothing for what goes without saying: that the one package asked for is
 * asked for, that what is installed is to stay.  `alone`: there is no other sentence, so it is
 * said.
 */
void fact_add(struct pool *p, Solver *solver, Id rule, bool alone, struct buf *out);

#endif
