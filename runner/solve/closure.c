/* SPDX-License-Identifier: MIT */
#include "solve/closure.h"

#include <solv/poolarch.h>

#include "solve/closure_asked.h"

enum { CANCEL_EVERY = 64 };

struct search {
	struct pool *p;
	unsigned of;
	unsigned from;
	const struct cancel *cancel;
	closure_found found;
	void *arg;
	package_id package; /* the one that is asked about */
};

bool closure_asks(const struct pool *p, unsigned of, package_id id)
{
	const Solvable *s = pool_package(p, id);

	if (!s || !(of & POOL_BIT(pool_origin(p, id))) || s->arch == ARCH_SRC ||
	    s->arch == ARCH_NOSRC)
		return false;
	return pool_origin(p, id) != POOL_REPOSITORY || pool_arch2score(p->pool, s->arch) != 0;
}

static bool provided(const struct search *s, Id dep)
{
	const Id *id = pool_whatprovides_ptr(s->p->pool, dep);

	for (; *id; id++)
		if (*id == SYSTEMSOLVABLE || *id == s->package ||
		    (s->from & POOL_BIT(pool_origin(s->p, *id))))
			return true;
	return false;
}

static bool possible(const struct search *s, Id dep);

/* "A if B", "A unless B": what is right of the operator is B, or B and C. */
static bool possible_condition(const struct search *s, const Reldep *rel)
{
	const Reldep *other = dep_relation(s->p->pool, rel->evr);
	bool has_else = other && other->flags == REL_ELSE;
	Id condition = has_else ? other->name : rel->evr;

	if (rel->flags == REL_COND && !has_else)
		return possible(s, rel->name) || !possible(s, condition);
	if (rel->flags == REL_COND)
		return (possible(s, condition) && possible(s, rel->name)) ||
		       possible(s, other->evr);
	return possible(s, rel->name) ||
	       (has_else && possible(s, condition) && possible(s, other->evr));
}

static bool possible(const struct search *s, Id dep)
{
	const Reldep *rel = dep_relation(s->p->pool, dep);

	switch (rel ? rel->flags : 0) {
	case REL_AND:
		return possible(s, rel->name) && possible(s, rel->evr);
	case REL_OR:
		return possible(s, rel->name) || possible(s, rel->evr);
	case REL_COND:
	case REL_UNLESS:
		return possible_condition(s, rel);
	default:
		return provided(s, dep);
	}
}

static int ask(struct search *s, Offset list, const char *kind)
{
	Pool *pool = s->p->pool;
	const Repo *repo = pool->solvables[s->package].repo;
	int ret = 0;

	/* by number: the array moves when libsolv takes up a text */
	for (Offset at = list; !ret && at && repo->idarraydata[at]; at++) {
		Id dep = repo->idarraydata[at];
		struct closure_gap gap = { .package = s->package, .kind = kind };

		if (dep == SOLVABLE_PREREQMARKER || possible(s, dep))
			continue;
		gap.what = pool_dep2str(pool, dep);
		ret = s->found(s->arg, &gap);
	}
	return ret;
}

static int search(struct search *s, int (*each)(struct search *s, const Solvable *package),
		  struct error *err)
{
	int ret = 0;

	pool_consider(s->p, s->of | s->from);
	for (package_id id = 1; !ret && id < pool_count(s->p); id++) {
		if (id % CANCEL_EVERY == 0 && s->cancel)
			ret = cancel_check(s->cancel, err);
		if (ret || !closure_asks(s->p, s->of, id))
			continue;
		s->package = id;
		ret = each(s, pool_package(s->p, id));
	}
	return ret;
}

static int ask_requires(struct search *s, const Solvable *package)
{
	return ask(s, package->requires, "requires");
}

static int ask_weak(struct search *s, const Solvable *package)
{
	Offset supplements = package->supplements;
	int ret = ask(s, package->recommends, "recommends");

	return ret ? ret : ask(s, supplements, "supplements");
}

int closure_requires(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		     closure_found found, void *arg, struct error *err)
{
	struct search s = { p, of, from, cancel, found, arg, 0 };

	return search(&s, ask_requires, err);
}

int closure_recommends(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
		       closure_found found, void *arg, struct error *err)
{
	struct search s = { p, of, from, cancel, found, arg, 0 };

	return search(&s, ask_weak, err);
}
