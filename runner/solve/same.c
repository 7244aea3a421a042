/* SPDX-License-Identifier: MIT */
#include "solve/same.h"

#include <solv/knownid.h>

enum { BUILT = 1 }; /* seconds: any time but none */

static bool alike(const Solvable *a, const Solvable *b)
{
	return a->name == b->name && a->evr == b->evr && a->arch == b->arch;
}

/* None and an empty one are the same, as for libsolv's solvable_identical(). */
static Id vendor_of(const Solvable *s)
{
	return s->vendor ? s->vendor : ID_EMPTY;
}

Id same_installed(const struct pool *p, Id id)
{
	Pool *pool = p->pool;
	const Solvable *s = pool->solvables + id;
	Id other;
	Id pp;

	if (!pool->installed || s->repo == pool->installed)
		return id;
	FOR_PROVIDES(other, pp, s->name)
	{
		const Solvable *o = pool->solvables + other;

		if (o->repo == pool->installed && alike(o, s))
			return other;
	}
	return id;
}

/* Repodata of our own for a repository, made when it is needed. */
static Repodata *own_data(Repodata **of, Repo *repo)
{
	if (!of[repo->repoid])
		of[repo->repoid] = repo_add_repodata(repo, 0);
	return of[repo->repoid];
}

static void settle(struct pool *p, Id installed, Repodata **of)
{
	Pool *pool = p->pool;
	const Solvable *s = pool->solvables + installed;
	bool any = false;
	Id other;
	Id pp;

	FOR_PROVIDES(other, pp, s->name)
	{
		const Solvable *o = pool->solvables + other;

		if (o->repo == p->installed || !alike(o, s) || vendor_of(o) != vendor_of(s))
			continue;
		repodata_set_num(own_data(of, o->repo), other, SOLVABLE_BUILDTIME, BUILT);
		any = true;
	}
	if (any)
		repodata_set_num(own_data(of, p->installed), installed, SOLVABLE_BUILDTIME, BUILT);
}

int same_settle(struct pool *p, struct error *err)
{
	AUTO_FREE Repodata **of = calloc((size_t)p->pool->nrepos + 1, sizeof(Repodata *));
	Id id;
	Solvable *s;

	if (p->same_settled || !p->installed)
		return 0;
	if (!of)
		return error_memory(err);
	FOR_REPO_SOLVABLES(p->installed, id, s)
	settle(p, id, of);
	for (int i = 0; i <= p->pool->nrepos; i++)
		if (of[i])
			repodata_internalize(of[i]);
	p->same_settled = true;
	return 0;
}
