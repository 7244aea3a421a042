/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_POOL_LIBSOLV_H
#define SOLVE_POOL_LIBSOLV_H
/*
 * What is inside of a struct pool: for the files of this folder.  A package_id is libsolv's Id of
 * the solvable.
 */
#include <solv/pool.h>
#include <solv/poolid.h>
#include <solv/queue.h>
#include <solv/repo.h>
#include <solv/solvable.h>

#include "base/cancel.h"
#include "solve/pool.h"

struct pool {
	Pool *pool;
	Repo *installed; /* NULL: none; pool_set_installed() of it is up to who solves */
	Repo *product;	 /* NULL: none */
	Repo *repositories[REPOSITORIES_MAX]; /* in the order in which they were added */
	size_t repositories_count;
	bool ready; /* pool_ready() was called */
	Map *busy; /* the map that pool->considered has while somebody asks (pool_consider()) */
	Queue found; /* of pool_providers() and pool_obsoleters() */
	Queue visited;
};

/* The package, if that number is one. */
static inline Solvable *pool_package(const struct pool *p, package_id id)
{
	Solvable *s = id > SYSTEMSOLVABLE && id < p->pool->nsolvables ? p->pool->solvables + id :
									NULL;

	return s && s->repo ? s : NULL;
}

/*
 * From now on only packages of these POOL_BITs exist; POOL_ANY: all of them again.  Cheap enough
 * for once a question: what provides what is worked out anew.  Must be set back to POOL_ANY before
 * returning to somebody outside of this folder.
 */
int pool_consider(struct pool *p, unsigned origins, struct error *err);

/*
 * The dependency of a text ("foo", "foo >= 2", "/usr/bin/foo", rich) as libsolv's Id; 0 with err:
 * it cannot be read.
 */
Id pool_dependency(struct pool *p, const char *text, struct error *err);

/* A dependency as rpm writes it ("foo >= 2"), into a buffer (added). */
void pool_add_dependency_text(struct pool *p, Id dep, struct buf *out);

/*
 * Why jobs have no solution, in words: one text for each problem, lines as solution.problems has
 * them, joined by blank lines (install_words.c).  `solver`: after solver_solve() gave problems.
 */
struct s_Solver;
void pool_add_problems_text(struct pool *p, struct s_Solver *solver, struct buf *out);

#endif
