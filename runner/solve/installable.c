/* SPDX-License-Identifier: MIT */
/*
 * Can each package alone be installed?  Most are proved so by bags.  Who is in none, and requires
 * what only one package provides, which cannot be installed, cannot be either.  The others are
 * questions for the solver.
 */
#include <solv/solver.h>

#include "solve/bag.h"
#include "solve/closure.h"
#include "solve/closure_asked.h"
#include "solve/limited.h"
#include "solve/problem.h"

enum {
	BAGS = 6,
	DEEP = 200, /* packages of which each requires the next */
};

enum state { UNKNOWN, BEING_ASKED, GOOD, BAD };

struct answer {
	enum state state;
	Id dep; /* BAD: what it requires, and who alone provides that, itself BAD; 0: see why */
	package_id provider;
	const char *why;
};

struct installable {
	struct pool *p;
	unsigned from;
	struct contradictions all;
	struct bag bags[BAGS];
	struct bag scratch; /* a fresh one for a package */
	Solver *solver;
	const struct cancel *cancel; /* NULL: no limit */
	Map considered;
	struct answer *answers;
	struct arena arena; /* of their texts */
};

static bool in_a_bag(struct installable *t, package_id id)
{
	for (size_t i = 0; i < BAGS; i++)
		if (MAPTST(&t->bags[i].in, id))
			return true;
	/* whoever may not provide would be there for others, too: a bag of its own */
	for (size_t i = 0; i < BAGS && (t->from & POOL_BIT(pool_origin(t->p, id))); i++)
		if (bag_add(&t->bags[i], id))
			return true;
	bag_clear(&t->scratch);
	return bag_add(&t->scratch, id);
}

/* *problems: how many the solver has. */
static int solve(struct installable *t, package_id id, int *problems, struct error *err)
{
	Pool *pool = t->p->pool;
	bool alien = !(t->from & POOL_BIT(pool_origin(t->p, id)));
	Queue job;
	int ret;

	if (!t->solver) {
		t->solver = solver_create(pool);
		/* weak dependencies make nothing installable; any architecture may be asked for */
		solver_set_flag(t->solver, SOLVER_FLAG_IGNORE_RECOMMENDED, 1);
		solver_set_flag(t->solver, SOLVER_FLAG_NO_INFARCHCHECK, 1);
	}
	if (alien)
		map_put(&t->considered, id);
	pool->considered = &t->considered;
	queue_init(&job);
	queue_push2(&job, SOLVER_INSTALL | SOLVER_SOLVABLE, id);
	ret = limited_solve(t->p, t->solver, &job, t->cancel, problems, err);
	queue_free(&job);
	return ret;
}

static void solved(struct installable *t, package_id id)
{
	if (!(t->from & POOL_BIT(pool_origin(t->p, id))))
		map_forget(&t->considered, id);
	t->p->pool->considered = NULL;
}

static int ask_solver(struct installable *t, package_id id, struct error *err)
{
	AUTO(buf) struct buf what = BUF_INIT(BUF_TEXT);
	struct arena arena = { 0 };
	struct text_list problems = { 0 };
	int count = 0;
	int ret = solve(t, id, &count, err);
	bool good = !ret && count == 0;

	if (!ret && count)
		ret = problems_in_words(t->p, t->solver, &arena, &problems, err);
	solved(t, id);
	for (size_t i = 0; i < problems.count; i++)
		buf_addf(&what, "%s%s", i ? "\n" : "", problems.items[i]);
	arena_release(&arena);
	t->answers[id].state = good ? GOOD : BAD;
	if (!good)
		t->answers[id].why = arena_strdup(&t->arena, buf_str(&what));
	return ret || good || t->answers[id].why ? ret : error_memory(err);
}

/* The one package that may provide it; 0: there are more, or none, or it is met anyway. */
static package_id only_provider(const struct installable *t, package_id of, Id dep)
{
	Pool *pool = t->p->pool;
	package_id found = 0;

	if (dep == SOLVABLE_PREREQMARKER || dep_is_rich(pool, dep))
		return 0;
	for (const Id *id = pool_whatprovides_ptr(pool, dep); *id; id++) {
		if (*id == SYSTEMSOLVABLE || *id == of || found)
			return 0;
		found = *id;
	}
	return found;
}

static int answer(struct installable *t, package_id id, int depth, struct error *err)
{
	const Solvable *s = pool_package(t->p, id);
	/* who may not provide may still help whom it requires */
	bool ordinary = (t->from & POOL_BIT(pool_origin(t->p, id))) != 0;
	struct answer *a = &t->answers[id];
	int ret = 0;

	if (a->state != UNKNOWN)
		return 0;
	if (in_a_bag(t, id)) {
		a->state = GOOD;
		return 0;
	}
	a->state = BEING_ASKED;
	for (Offset o = s->requires; ordinary && depth < DEEP && o && s->repo->idarraydata[o];
	     o++) {
		Id dep = s->repo->idarraydata[o];
		package_id provider = only_provider(t, id, dep);

		if (provider)
			ret = answer(t, provider, depth + 1, err);
		if (ret)
			return ret;
		if (provider && t->answers[provider].state == BAD) {
			*a = (struct answer){ .state = BAD, .dep = dep, .provider = provider };
			return 0;
		}
	}
	return ask_solver(t, id, err);
}

static int tell(struct installable *t, package_id id, closure_found found, void *arg,
		struct error *err)
{
	AUTO(buf) struct buf what = BUF_INIT(BUF_TEXT);
	struct closure_gap gap = { .package = id, .kind = "" };
	const struct answer *a = &t->answers[id];

	for (; a->dep; a = &t->answers[id]) {
		buf_addf(&what, "%s requires %s, which only ", pool_nevra(t->p, id),
			 pool_dep2str(t->p->pool, a->dep));
		id = a->provider;
		buf_addf(&what, "%s provides\n", pool_nevra(t->p, id));
	}
	buf_add(&what, a->why);
	if (what.failed)
		return error_memory(err);
	gap.what = buf_str(&what);
	return found(arg, &gap);
}

static int begin(struct installable *t, struct pool *p, unsigned of, unsigned from,
		 struct error *err)
{
	*t = (struct installable){ .p = p, .from = from };
	t->answers = calloc((size_t)p->pool->nsolvables, sizeof(*t->answers));
	if (!t->answers)
		return error_memory(err);
	pool_set_installed(p->pool, NULL);
	pool_consider(p, of | from);
	contradictions_init(&t->all, p, from);
	for (size_t i = 0; i < BAGS; i++)
		bag_init(&t->bags[i], &t->all);
	bag_init(&t->scratch, &t->all);
	map_init(&t->considered, p->pool->nsolvables);
	for (package_id id = 1; id < pool_count(p); id++)
		if (pool_package(p, id) && (from & POOL_BIT(pool_origin(p, id))))
			map_put(&t->considered, id);
	return 0;
}

static void end(struct installable *t)
{
	if (t->solver)
		solver_free(t->solver);
	for (size_t i = 0; i < BAGS; i++)
		bag_release(&t->bags[i]);
	bag_release(&t->scratch);
	contradictions_release(&t->all);
	map_free(&t->considered);
	free(t->answers);
	arena_release(&t->arena);
}

int closure_installable(struct pool *p, unsigned of, unsigned from, const struct cancel *cancel,
			closure_found found, void *arg, struct error *err)
{
	struct installable t;
	int ret = begin(&t, p, of, from, err);

	if (ret)
		return ret;
	t.cancel = cancel;
	for (package_id id = 1; !ret && id < pool_count(p); id++) {
		if (!closure_asks(p, of, id))
			continue;
		if (cancel)
			ret = cancel_check(cancel, err);
		if (!ret)
			ret = answer(&t, id, 0, err);
		if (!ret && t.answers[id].state == BAD)
			ret = tell(&t, id, found, arg, err);
	}
	end(&t);
	return ret;
}
