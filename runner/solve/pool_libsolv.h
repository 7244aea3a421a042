/* SPDX-License-Identifier: MIT */
#ifndef SOLVE_POOL_LIBSOLV_H
#define SOLVE_POOL_LIBSOLV_H
/*
 * What is inside of a struct pool: for the files of this folder.  A package_id is libsolv's Id of
 * the solvable.
 */
#include <solv/bitmap.h>
#include <solv/pool.h>
#include <solv/poolid.h>
#include <solv/queue.h>
#include <solv/repo.h>
#include <solv/solvable.h>
#include <solv/solver.h>

#include "base/arena.h"
#include "solve/pool.h"

/* Texts that were asked for; libsolv's own move when a new one comes. */
struct pool_texts {
	const char *nevra, *name, *evr, *arch, *vendor;
};

struct pool {
	Pool *pool;
	Repo *installed; /* NULL: none; who solves calls pool_set_installed(), and takes it back */
	Repo *products[REPOSITORIES_MAX]; /* a file of packages each */
	size_t products_count;
	Repo *repositories[REPOSITORIES_MAX]; /* in the order in which they were added */
	size_t repositories_count;
	bool ready;	     /* pool_ready() was called */
	unsigned considered; /* POOL_BITs whose packages exist at present */
	bool stale;	     /* who provides what has to be worked out anew */
	bool same_settled;   /* same_settle() was called */
	struct arena arena;
	struct pool_texts *texts; /* of each package_id below texts_count */
	int texts_count;
	Queue providers;  /* of pool_providers() */
	Queue obsoleters; /* of pool_obsoleters() */
	Id known;	  /* texts of this number and above came after file lists were read */
	Queue looked;	  /* paths above that that were looked up since */
};

/* The package, or NULL: that number is none. */
static inline Solvable *pool_package(const struct pool *p, package_id id)
{
	Solvable *s =
		id > SYSTEMSOLVABLE && id < p->pool->nsolvables ? p->pool->solvables + id : NULL;

	return s && s->repo ? s : NULL;
}

/* MAPCLR, with no conversion that a compiler warns about. */
static inline void map_forget(Map *m, Id n)
{
	m->map[n >> 3] = (unsigned char)(m->map[n >> 3] & ~(1U << (n & 7)));
}

/* A dependency with an operator or a version, or NULL: a name alone.  (ISRELDEP and GETRELDEP.) */
static inline Reldep *dep_relation(const Pool *pool, Id dep)
{
	return dep < 0 ? pool->rels + ((unsigned)dep & 0x7fffffffU) : NULL;
}

/* MAPSET(), of which compilers say that it loses bits. */
static inline void map_put(Map *m, Id bit)
{
	m->map[bit >> 3] = (unsigned char)(m->map[bit >> 3] | 1U << (bit & 7));
}

/* The name that a dependency is about; of a rich one, its first. */
static inline Id dep_name(const Pool *pool, Id dep)
{
	while (dep < 0)
		dep = dep_relation(pool, dep)->name;
	return dep;
}

/* REL_AND and what is above: an operator between two dependencies. */
static inline bool dep_is_rich(const Pool *pool, Id dep)
{
	return dep < 0 && dep_relation(pool, dep)->flags >= 8;
}

/*
 * From now on only packages of these POOL_BITs exist, until the next call.  Whoever asks libsolv a
 * question calls this first; it costs something only when the set is another than before.
 */
void pool_consider(struct pool *p, unsigned origins);

/*
 * The dependency of a text ("foo", "foo >= 2", "/usr/bin/foo", rich) as libsolv's Id; 0 with err:
 * it cannot be read.  A path that no package had asked for is looked up in all file lists.
 */
Id pool_dependency(struct pool *p, const char *text, struct error *err);

/*
 * A rich dependency, "(a or b)", as libsolv's Id; 0: it cannot be read, or is so long or so
 * entangled (normal forms grow exponentially) that no honest package has it.
 */
Id rich_dependency(Pool *pool, const char *text);

/* A copy that lives as long as the pool; NULL: no memory. */
const char *pool_keep(struct pool *p, const char *text);

/* [epoch:]version-release; an epoch of 0 is left out, as libsolv's readers do. */
Id evr_id(Pool *pool, const char *evr);

/* NULL: no memory.  Valid until the next call. */
struct pool_texts *pool_texts_of(struct pool *p, package_id id);

/* Into a repository that is empty: rows of PACKAGES, or the blob of REPOSITORY. */
int pool_add_rows(struct pool *p, Repo *repo, struct evidence *ev, struct error *err);
int pool_add_solv(struct pool *p, Repo *repo, struct evidence *ev, struct error *err);

#endif
