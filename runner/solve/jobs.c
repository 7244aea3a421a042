/* SPDX-License-Identifier: MIT */
#include "solve/jobs.h"

#include <solv/bitmap.h>
#include <solv/problems.h>
#include <solv/rules.h>
#include <solv/selection.h>

#include "solve/near.h"

/* What is installed beside its other versions, not in their place: dnf5's installonlypkgs. */
static const char *const beside[] = {
	"kernel",
	"kernel-PAE",
	"installonlypkg(kernel)",
	"installonlypkg(kernel-module)",
	"installonlypkg(vm)",
	"multiversion(kernel)",
};

void jobs_init(struct jobs *j)
{
	queue_init(&j->queue);
	queue_init(&j->asked);
	queue_init(&j->missing);
	map_init(&j->may_go, 0);
}

void jobs_release(struct jobs *j)
{
	queue_free(&j->queue);
	queue_free(&j->asked);
	queue_free(&j->missing);
	map_free(&j->may_go);
}

static void add_install(struct jobs *j, Pool *pool, Id select, Id what)
{
	Queue chosen;

	queue_push2(&j->queue,
		    SOLVER_INSTALL | SOLVER_SETARCH | SOLVER_SETEVR | SOLVER_FORCEBEST | select,
		    what);
	queue_init(&chosen);
	pool_job2solvables(pool, &chosen, select, what);
	queue_insertn(&j->asked, j->asked.count, chosen.count, chosen.elements);
	queue_free(&chosen);
}

/* "foo", "foo.x86_64", "foo-1-1.x86_64", "foo >= 2" of the package's own name. */
static bool add_by_name(struct jobs *j, Pool *pool, const char *name)
{
	Queue selection;
	Queue chosen;
	bool found;

	queue_init(&selection);
	queue_init(&chosen);
	selection_make(pool, &selection, name,
		       SELECTION_NAME | SELECTION_DOTARCH | SELECTION_REL | SELECTION_CANON);
	selection_solvables(pool, &selection, &chosen);
	found = chosen.count > 0;
	if (found && selection.count == 2)
		add_install(j, pool, selection.elements[0] & SOLVER_SELECTMASK,
			    selection.elements[1]);
	else if (found)
		add_install(j, pool, SOLVER_SOLVABLE_ONE_OF,
			    (Id)pool_queuetowhatprovides(pool, &chosen));
	queue_free(&selection);
	queue_free(&chosen);
	return found;
}

/* Before anything else: who provides what may have to be worked out anew for a path. */
static int look_up(struct pool *p, const struct text_list *names, struct error *err)
{
	for (size_t i = 0; i < names->count; i++)
		if (!pool_dependency(p, names->items[i], err))
			return error_wrap(err, "%s", names->items[i]);
	return 0;
}

/* dnf5's order: what packages are called comes before what they provide. */
static int add_names(struct jobs *j, struct pool *p, const struct text_list *names,
		     struct error *err)
{
	for (size_t i = 0; i < names->count; i++) {
		const char *name = names->items[i];
		Id dep;

		if (name[0] != '(' && name[0] != '/' && add_by_name(j, p->pool, name))
			continue;
		dep = pool_dependency(p, name, err);
		if (!dep)
			return error_wrap(err, "%s", name);
		if (name[0] == '(' || p->pool->whatprovidesdata[pool_whatprovides(p->pool, dep)])
			add_install(j, p->pool, SOLVER_SOLVABLE_PROVIDES, dep);
		else
			queue_push(&j->missing, (Id)i);
	}
	return 0;
}

/* All packages that exist at present; `installed`: and those that are installed. */
static void all_packages(const struct pool *p, bool installed, Queue *out)
{
	const Pool *pool = p->pool;

	for (Id id = SYSTEMSOLVABLE + 1; id < pool->nsolvables; id++) {
		const Solvable *s = pool->solvables + id;

		if (s->repo && !near_left_out(p, id) && (installed || s->repo != pool->installed))
			queue_push(out, id);
	}
}

/*
 * dnf5 gives what is installed with an upgrade, so that it is not installed once more where only
 * its vendor or time of building is another, and leaves it out of a synchronisation, so that all
 * of it is synchronised (libdnf5, base/goal.cpp, DISTRO_SYNC_ALL).
 */
static void add_all(struct jobs *j, struct pool *p, enum wish_kind kind)
{
	Id how = kind == WISH_UPGRADE ? SOLVER_UPDATE : SOLVER_DISTUPGRADE;
	Queue all;

	queue_init(&all);
	all_packages(p, kind == WISH_UPGRADE, &all);
	if (all.count)
		queue_push2(&j->queue,
			    how | SOLVER_SOLVABLE_ONE_OF | SOLVER_SETARCH | SOLVER_SETEVR |
				    SOLVER_FORCEBEST | SOLVER_TARGETED,
			    (Id)pool_queuetowhatprovides(p->pool, &all));
	queue_free(&all);
}

static bool provided_by_installed(Pool *pool, Id name)
{
	Id id;
	Id pp;

	FOR_PROVIDES(id, pp, name)
	if (pool->solvables[id].repo == pool->installed)
		return true;
	return false;
}

/*
 * What installed packages recommend and was not wanted then is not wanted now.  Rich dependencies
 * are left alone, as dnf5 does.
 */
static void add_unwanted(struct jobs *j, Pool *pool)
{
	Queue recommends;
	Map unwanted;
	Id id;
	Solvable *s;

	queue_init(&recommends);
	map_init(&unwanted, pool->nsolvables);
	FOR_REPO_SOLVABLES(pool->installed, id, s)
	{
		queue_empty(&recommends);
		solvable_lookup_idarray(s, SOLVABLE_RECOMMENDS, &recommends);
		for (int i = 0; i < recommends.count; i++) {
			Id dep = recommends.elements[i];
			Id name = dep_name(pool, dep); /* of any version */
			Id provider;
			Id pp;

			if (dep_is_rich(pool, dep) || provided_by_installed(pool, name))
				continue;
			FOR_PROVIDES(provider, pp, name)
			map_put(&unwanted, provider);
		}
	}
	for (id = SYSTEMSOLVABLE + 1; id < pool->nsolvables; id++)
		if (MAPTST(&unwanted, id))
			queue_push2(&j->queue, SOLVER_SOLVABLE | SOLVER_EXCLUDEFROMWEAK, id);
	map_free(&unwanted);
	queue_free(&recommends);
}

int jobs_make(struct jobs *j, struct pool *p, const struct wish *wish, struct error *err)
{
	Pool *pool = p->pool;
	int r = look_up(p, &wish->names, err);

	if (r < 0)
		return r;
	for (const package_id *id = wish->packages; id && *id; id++) {
		if (!pool_package(p, *id))
			return error_set(err, EINVAL, "there is no package number %d", *id);
		add_install(j, pool, SOLVER_SOLVABLE, *id);
	}
	r = add_names(j, p, &wish->names, err);
	if (r < 0)
		return r;
	if (wish->kind == WISH_UPGRADE || wish->kind == WISH_SYNC)
		add_all(j, p, wish->kind);
	for (size_t i = 0; i < ARRAY_SIZE(beside); i++) {
		Id name = pool_str2id(pool, beside[i], 0);

		if (name)
			queue_push2(&j->queue, SOLVER_MULTIVERSION | SOLVER_SOLVABLE_PROVIDES,
				    name);
	}
	if (!pool->installed)
		return 0;
	if (!wish->no_weak)
		add_unwanted(j, pool);
	if (!wish->no_erase && wish->kind == WISH_INSTALL)
		queue_push2(&j->queue, SOLVER_ALLOWUNINSTALL | SOLVER_SOLVABLE_ALL, 0);
	return 0;
}

/* The installed package that a rule keeps, or wants replaced; 0: none. */
static Id kept_by(const Pool *pool, Solver *solver, Id rule)
{
	Id from = 0;
	Id to;
	Id dep;

	switch (solver_ruleinfo(solver, rule, &from, &to, &dep)) {
	case SOLVER_RULE_UPDATE:
	case SOLVER_RULE_FEATURE:
	case SOLVER_RULE_BEST:
	case SOLVER_RULE_DISTUPGRADE:
		return from > 0 && pool->solvables[from].repo == pool->installed ? from : 0;
	default:
		return 0;
	}
}

bool jobs_allow_erasing(struct jobs *j, struct pool *p, Solver *solver)
{
	size_t problems = solver_problem_count(solver);
	bool any = false;
	Queue rules;

	map_grow(&j->may_go, p->pool->nsolvables);
	queue_init(&rules);
	for (size_t i = 1; i <= problems; i++) {
		solver_findallproblemrules(solver, (Id)i, &rules);
		for (int k = 0; k < rules.count; k++) {
			Id id = kept_by(p->pool, solver, rules.elements[k]);

			if (!id || MAPTST(&j->may_go, id))
				continue;
			map_put(&j->may_go, id);
			queue_push2(&j->queue, SOLVER_ALLOWUNINSTALL | SOLVER_SOLVABLE, id);
			any = true;
		}
	}
	queue_free(&rules);
	return any;
}

Solver *jobs_solver(struct pool *p, const struct wish *wish)
{
	Solver *solver = solver_create(p->pool);

	solver_set_flag(solver, SOLVER_FLAG_KEEP_ORPHANS, 1);
	solver_set_flag(solver, SOLVER_FLAG_BEST_OBEY_POLICY, 1);
	solver_set_flag(solver, SOLVER_FLAG_YUM_OBSOLETES, 1);
#ifdef SOLVER_FLAG_FOCUS_NEW /* libsolv 0.7.30 */
	solver_set_flag(solver, SOLVER_FLAG_FOCUS_NEW, 1);
#endif
	solver_set_flag(solver, SOLVER_FLAG_IGNORE_RECOMMENDED, wish->no_weak);
	solver_set_flag(solver, SOLVER_FLAG_ALLOW_DOWNGRADE, 1);
	solver_set_flag(solver, SOLVER_FLAG_ALLOW_VENDORCHANGE, 1);
	solver_set_flag(solver, SOLVER_FLAG_DUP_ALLOW_VENDORCHANGE, 1);
	return solver;
}
