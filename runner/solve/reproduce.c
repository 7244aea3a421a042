/* SPDX-License-Identifier: MIT */
#include "solve/reproduce.h"

#include <solv/bitmap.h>
#include <solv/evr.h>

#include "solve/pool_libsolv.h"

struct reproduction {
	struct pool *p;
	const struct cancel *cancel;
	reproduce_found found;
	void *arg;
	Queue installed; /* in the order of nevras */
	Queue wanted;	 /* the same ones of repositories, 0 at the end */
	Map names;	 /* of what is installed and missing */
	Map required;	 /* what comes without what is recommended */
};

static int by_nevra(const void *a, const void *b, void *p)
{
	Id x;
	Id y;
	int d;

	memcpy(&x, a, sizeof(x));
	memcpy(&y, b, sizeof(y));
	d = strcmp(pool_nevra(p, x), pool_nevra(p, y));
	return d ? d : x - y;
}

static void list_installed(struct reproduction *r)
{
	Pool *pool = r->p->pool;
	Id id;
	Solvable *s;

	FOR_REPO_SOLVABLES(r->p->installed, id, s)
	if (!streq(pool_id2str(pool, s->name), "gpg-pubkey"))
		queue_push(&r->installed, id);
	if (r->installed.count)
		qsort_r(r->installed.elements, (size_t)r->installed.count, sizeof(Id), by_nevra,
			r->p);
}

/*
 * Of what repositories have of a name and architecture: the very version of an installed package,
 * and the newest.  What provides the name is looked at, as every package provides its own.
 */
static void look_for(struct reproduction *r, Id installed, Id *same, Id *newest)
{
	Pool *pool = r->p->pool;
	const Solvable *have = pool->solvables + installed;
	Id id;
	Id pp;

	*same = 0;
	*newest = 0;
	FOR_PROVIDES(id, pp, have->name)
	{
		const Solvable *s = pool->solvables + id;

		if (id == SYSTEMSOLVABLE || s->name != have->name ||
		    pool_origin(r->p, id) != POOL_REPOSITORY)
			continue;
		if (s->arch == have->arch && !*same &&
		    pool_evrcmp(pool, s->evr, have->evr, EVRCMP_COMPARE) == 0)
			*same = id;
		if (!*newest ||
		    pool_evrcmp(pool, s->evr, pool->solvables[*newest].evr, EVRCMP_COMPARE) > 0)
			*newest = id;
	}
}

static int tell(struct reproduction *r, struct difference d)
{
	if (!d.problem)
		d.problem = "";
	return r->found(r->arg, &d);
}

static int compare_packages(struct reproduction *r, enum difference_kind kind)
{
	Pool *pool = r->p->pool;

	for (int i = 0; i < r->installed.count; i++) {
		Id id = r->installed.elements[i];
		Id same;
		Id newest;
		int told = 0;

		look_for(r, id, &same, &newest);
		if (kind == DIFFERENCE_MISSING && same)
			queue_push(&r->wanted, same);
		if (kind == DIFFERENCE_MISSING && !same) {
			map_put(&r->names, pool->solvables[id].name);
			told = tell(r, (struct difference){
					       .kind = kind, .package = id, .other = newest });
		} else if (kind == DIFFERENCE_NEWER && same &&
			   pool_evrcmp(pool, pool->solvables[newest].evr, pool->solvables[id].evr,
				       EVRCMP_COMPARE) > 0) {
			told = tell(r, (struct difference){
					       .kind = kind, .package = id, .other = newest });
		}
		if (told)
			return told;
	}
	return 0;
}

/* What would come along, `why` REQUIRED or RECOMMENDED. */
static int tell_extras(struct reproduction *r, const struct solution *s, enum step_why why)
{
	Pool *pool = r->p->pool;
	int told = 0;

	for (size_t i = 0; !told && i < s->steps_count; i++) {
		Id id = s->steps[i].package;
		bool known = MAPTST(&r->required, id) != 0;

		map_put(&r->required, id);
		if (known || s->steps[i].why == STEP_ASKED ||
		    MAPTST(&r->names, pool->solvables[id].name))
			continue;
		told = tell(r, (struct difference){
				       .kind = DIFFERENCE_EXTRA, .package = id, .why = why });
	}
	return told;
}

static int tell_problems(struct reproduction *r, const struct solution *s)
{
	int told = 0;

	for (size_t i = 0; !told && i < s->problems.count; i++)
		told = tell(r, (struct difference){ .kind = DIFFERENCE_PROBLEM,
						    .problem = s->problems.items[i] });
	return told;
}

/* The whole list into an empty root: first with what it needs, then with what is recommended. */
static int compare_solution(struct reproduction *r, struct error *err)
{
	CLEANUP(solution_release) struct solution needed = { 0 };
	CLEANUP(solution_release) struct solution all = { 0 };
	struct wish wish = { .kind = WISH_EMPTY, .packages = r->wanted.elements, .no_weak = true };
	int result = solution_find(r->p, &wish, r->cancel, &needed, err);

	if (result < 0)
		return result;
	if (!needed.possible)
		return tell_problems(r, &needed);
	result = tell_extras(r, &needed, STEP_REQUIRED);
	if (result)
		return result;
	wish.no_weak = false;
	result = solution_find(r->p, &wish, r->cancel, &all, err);
	if (result < 0)
		return result;
	return tell_extras(r, &all, STEP_RECOMMENDED);
}

static int reproduce(struct reproduction *r, struct error *err)
{
	int result;

	pool_consider(r->p, POOL_ANY);
	list_installed(r);
	result = compare_packages(r, DIFFERENCE_MISSING);
	if (result == 0)
		result = compare_packages(r, DIFFERENCE_NEWER);
	queue_push(&r->wanted, 0);
	return result ? result : compare_solution(r, err);
}

int solution_reproduce(struct pool *p, const struct cancel *cancel, reproduce_found found,
		       void *arg, struct error *err)
{
	struct reproduction r = { .p = p, .cancel = cancel, .found = found, .arg = arg };
	int result;

	if (!p->installed)
		return error_set(err, EINVAL, "there is no image to reproduce");
	queue_init(&r.installed);
	queue_init(&r.wanted);
	map_init(&r.names, p->pool->ss.nstrings);
	map_init(&r.required, p->pool->nsolvables);
	result = reproduce(&r, err);
	queue_free(&r.installed);
	queue_free(&r.wanted);
	map_free(&r.names);
	map_free(&r.required);
	return result;
}
