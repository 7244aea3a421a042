/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_PROBLEM_H
#define SOLVE_PROBLEM_H
/*
 * Why there is no solution, in words.
 *
 * libsolv gives the rules of a proof, which has more in it than anybody wants to read.  Rules are
 * clauses over packages (libsolv, src/rules.h), so the proof is cut down to rules of which none can
 * be left out (clauses.h), and each becomes a sentence (fact.h), in the order in which one leads to
 * the next.
 */
#include "solve/pool_libsolv.h"

enum {
	PROBLEMS_READ = 256,	/* of the solver's that are looked at */
	PROBLEMS_MAX = 32,	/* texts; what is more is counted in a last one */
	PROBLEM_LINES_MAX = 30, /* sentences of one; of more the first and the last */
};

/*
 * One text for each independent problem of a solver whose solver_solve() found some, in the order
 * of texts; one that has all the lines of another is counted there.  Lines as solution.problems
 * has them.  Strings and list are the arena's.
 */
int problems_in_words(struct pool *p, Solver *solver, struct arena *arena, struct text_list *out,
		      struct error *err);

#endif
