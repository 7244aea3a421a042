/* SPDX-License-Identifier: MIT */
#include "solve/bag.h"

#include <solv/poolarch.h>

enum {
	PAIRS_MAX = 4000000,
	OTHER_ARCH = 0x20000, /* pool_arch2score(): the machine's own has 0x10001, noarch 1 */
};

/* Calls for each package that the dependency names, whatever operators are in between. */
static bool each_named(const struct pool *p, Id dep, bool (*call)(void *arg, Id id), void *arg)
{
	Pool *pool = p->pool;
	const Reldep *rel = dep_relation(pool, dep);
	const Id *id;

	if (dep_is_rich(pool, dep)) {
		Id right = rel->evr;

		return each_named(p, rel->name, call, arg) && each_named(p, right, call, arg);
	}
	for (id = pool_whatprovides_ptr(pool, dep); *id; id++)
		if (!call(arg, *id))
			return false;
	return true;
}

struct pairing {
	struct contradictions *c;
	Id who;
};

static bool add_pair(void *arg, Id whom)
{
	struct pairing *pairing = arg;
	struct contradictions *c = pairing->c;

	if (whom != pairing->who)
		queue_push2(&c->pairs, whom, pairing->who);
	c->too_many = c->pairs.count / 2 > PAIRS_MAX;
	return !c->too_many;
}

/* Obsoletes are of names, not of what is provided: pool flag OBSOLETEUSESPROVIDES is off. */
static void pair_obsoletes(struct contradictions *c, Id who)
{
	Pool *pool = c->p->pool;
	const Solvable *s = pool->solvables + who;
	struct pairing pairing = { c, who };

	for (const Id *dep = s->repo->idarraydata + s->obsoletes; *dep; dep++)
		for (const Id *id = pool_whatprovides_ptr(pool, *dep); *id; id++)
			if (pool_match_nevr(pool, pool->solvables + *id, *dep) &&
			    !add_pair(&pairing, *id))
				return;
}

static int by_numbers(const void *a, const void *b, void *arg UNUSED)
{
	const Id *x = a;
	const Id *y = b;

	return x[0] != y[0] ? (x[0] > y[0]) - (x[0] < y[0]) : (x[1] > y[1]) - (x[1] < y[1]);
}

void contradictions_init(struct contradictions *c, struct pool *p, unsigned from)
{
	Pool *pool = p->pool;
	int at = 0;

	*c = (struct contradictions){ .p = p, .from = from };
	queue_init(&c->pairs);
	queue_init(&c->first);
	for (Id id = 1; id < pool->nsolvables && !c->too_many; id++) {
		const Solvable *s = pool_package(p, id);
		struct pairing pairing = { c, id };

		if (!s || !pool_installable(pool, pool->solvables + id))
			continue;
		for (Offset o = s->conflicts; o && s->repo->idarraydata[o]; o++)
			if (!each_named(p, s->repo->idarraydata[o], add_pair, &pairing))
				break;
		if (s->obsoletes)
			pair_obsoletes(c, id);
	}
	solv_sort(c->pairs.elements, (size_t)c->pairs.count / 2, 2 * sizeof(Id), by_numbers, NULL);
	for (Id id = 0; id <= pool->nsolvables; id++) {
		while (at < c->pairs.count && c->pairs.elements[at] < id)
			at += 2;
		queue_push(&c->first, at);
	}
}

void contradictions_release(struct contradictions *c)
{
	queue_free(&c->pairs);
	queue_free(&c->first);
}

void bag_init(struct bag *b, const struct contradictions *all)
{
	*b = (struct bag){ .all = all };
	map_init(&b->in, all->p->pool->nsolvables);
	queue_init(&b->members);
}

void bag_release(struct bag *b)
{
	map_free(&b->in);
	queue_free(&b->members);
}

static void shrink(struct bag *b, int count)
{
	while (b->members.count > count) {
		Id id = queue_pop(&b->members);

		map_forget(&b->in, id);
	}
}

void bag_clear(struct bag *b)
{
	shrink(b, 0);
}

static bool not_in(void *arg, Id id)
{
	const struct bag *b = arg;

	return id != SYSTEMSOLVABLE && (id == b->asked || !MAPTST(&b->in, id));
}

/* Two packages of one name live together only when they are of two colours and one version. */
static bool same_name(const struct bag *b, Id id)
{
	Pool *pool = b->all->p->pool;
	Solvable *s = pool->solvables + id;

	for (const Id *other = pool_whatprovides_ptr(pool, s->name); *other; other++) {
		Solvable *o = pool->solvables + *other;

		if (*other != id && o->name == s->name && MAPTST(&b->in, *other) &&
		    (o->evr != s->evr || pool_colormatch(pool, o, s)))
			return true;
	}
	return false;
}

static bool contradicts(struct bag *b, Id id)
{
	const struct contradictions *c = b->all;
	Pool *pool = c->p->pool;
	const Solvable *s = pool->solvables + id;
	int end = c->first.elements[id + 1];
	Id asked = b->asked;
	bool free_of_it = true;

	if (same_name(b, id))
		return true;
	for (int at = c->first.elements[id]; at < end; at += 2)
		if (MAPTST(&b->in, c->pairs.elements[at + 1]))
			return true;
	b->asked = id; /* a package does not contradict itself */
	for (Offset o = s->conflicts; o && s->repo->idarraydata[o] && free_of_it; o++)
		free_of_it = each_named(c->p, s->repo->idarraydata[o], not_in, b);
	b->asked = asked;
	for (Offset o = s->obsoletes; o && s->repo->idarraydata[o] && free_of_it; o++) {
		Id dep = s->repo->idarraydata[o];

		for (const Id *other = pool_whatprovides_ptr(pool, dep); *other; other++)
			if (*other != id && MAPTST(&b->in, *other) &&
			    pool_match_nevr(pool, pool->solvables + *other, dep))
				free_of_it = false;
	}
	return !free_of_it;
}

static bool take(struct bag *b, Id id)
{
	const struct contradictions *c = b->all;
	Pool *pool = c->p->pool;

	if (id != b->asked && !(c->from & POOL_BIT(pool_origin(c->p, id))))
		return false;
	if (!pool_installable(pool, pool->solvables + id) || contradicts(b, id))
		return false;
	map_put(&b->in, id);
	queue_push(&b->members, id);
	return true;
}

static bool provided(struct bag *b, Id dep)
{
	Pool *pool = b->all->p->pool;

	for (const Id *id = pool_whatprovides_ptr(pool, dep); *id; id++)
		if (*id == SYSTEMSOLVABLE || MAPTST(&b->in, *id))
			return true;
	return false;
}

/* The first provider that fits; those of the machine's own architecture before others. */
static bool provide(struct bag *b, Id dep)
{
	Pool *pool = b->all->p->pool;
	Id at = pool_whatprovides(pool, dep);
	Id id;

	if (provided(b, dep))
		return true;
	for (int other = 0; other < 2; other++)
		for (Id i = at; (id = pool->whatprovidesdata[i]) != 0; i++) {
			unsigned score = pool_arch2score(pool, pool->solvables[id].arch);

			if ((score >= OTHER_ARCH) == other && take(b, id))
				return true;
		}
	return false;
}

/* Is it met, and will it be whatever comes into the bag? */
static bool holds(struct bag *b, Id dep)
{
	Pool *pool = b->all->p->pool;
	const Reldep *rel = dep_relation(pool, dep);

	switch (rel ? rel->flags : 0) {
	case REL_AND:
		return holds(b, rel->name) && holds(b, rel->evr);
	case REL_OR:
		return holds(b, rel->name) || holds(b, rel->evr);
	case REL_COND:
	case REL_UNLESS:
		return false;
	default:
		return provided(b, dep);
	}
}

static bool meet(struct bag *b, Id dep);

static bool meet_if(struct bag *b, const Reldep *rel)
{
	const Reldep *other = dep_relation(b->all->p->pool, rel->evr);

	if (!other || other->flags != REL_ELSE) /* what is there whatever is */
		return meet(b, rel->name);
	if (holds(b, other->name))
		return meet(b, rel->name);
	return meet(b, rel->name) && meet(b, other->evr);
}

static bool meet(struct bag *b, Id dep)
{
	/* a copy: relations move when libsolv takes up another */
	const Reldep *at = dep_relation(b->all->p->pool, dep);
	Reldep rel = at ? *at : (Reldep){ 0 };

	switch (rel.flags) {
	case REL_AND:
		return meet(b, rel.name) && meet(b, rel.evr);
	case REL_OR:
		return holds(b, rel.name) || holds(b, rel.evr) || meet(b, rel.name) ||
		       meet(b, rel.evr);
	case REL_COND:
		return meet_if(b, &rel);
	case REL_UNLESS:
		return false;
	default:
		return provide(b, dep);
	}
}

bool bag_add(struct bag *b, package_id id)
{
	Pool *pool = b->all->p->pool;
	int before = b->members.count;
	bool good;

	if (MAPTST(&b->in, id))
		return true;
	b->asked = id;
	good = !b->all->too_many && take(b, id);
	for (int i = before; good && i < b->members.count; i++) {
		const Solvable *s = pool->solvables + b->members.elements[i];

		for (Offset o = s->requires; good && o && s->repo->idarraydata[o]; o++)
			good = s->repo->idarraydata[o] == SOLVABLE_PREREQMARKER ||
			       meet(b, s->repo->idarraydata[o]);
	}
	if (!good)
		shrink(b, before);
	return good;
}
